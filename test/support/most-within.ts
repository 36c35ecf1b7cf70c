interface Happened {
  readonly at: number;
  readonly what: string;
}

/** Finds out how much of something there was at most within any span of time. Times must be added in order. */
export class MostWithin {
  readonly #byWhom = new Map<string, Happened[]>();
  count = 0;

  add(whom: string, at: number, what = ''): void {
    this.count += 1;
    const list = this.#byWhom.get(whom);
    if (list === undefined) this.#byWhom.set(whom, [{ at, what }]);
    else list.push({ at, what });
  }

  /** The most by one of them. */
  most(milliseconds: number): number {
    return this.#largest(milliseconds, (window) => window.size);
  }

  /** The most different ones by one of them. */
  mostDifferent(milliseconds: number): number {
    return this.#largest(milliseconds, (window) => window.different);
  }

  #largest(milliseconds: number, sizeOf: (window: { size: number; different: number }) => number): number {
    let largest = 0;
    for (const list of this.#byWhom.values()) {
      const times = new Map<string, number>();
      let from = 0;
      for (const [index, { at, what }] of list.entries()) {
        times.set(what, (times.get(what) ?? 0) + 1);
        for (; list[from]!.at <= at - milliseconds; from += 1) {
          const old = list[from]!.what;
          const left = times.get(old)! - 1;
          if (left === 0) times.delete(old);
          else times.set(old, left);
        }
        largest = Math.max(largest, sizeOf({ size: index + 1 - from, different: times.size }));
      }
    }
    return largest;
  }
}
