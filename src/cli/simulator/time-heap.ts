interface Entry<T> {
  readonly at: number;
  /** Tells the order of those of one time. */
  readonly serial: number;
  readonly value: T;
}

/** Values in order of their time, those of one time in the order they were added: a binary heap. */
export class TimeHeap<T> {
  readonly #entries: Entry<T>[] = [];
  #serial = 0;

  add(at: number, value: T): void {
    const entry = { at, serial: this.#serial, value };
    this.#serial += 1;
    let place = this.#entries.length;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (!before(entry, this.#entries[parent]!)) break;
      this.#entries[place] = this.#entries[parent]!;
      place = parent;
    }
    this.#entries[place] = entry;
  }

  /** Takes out the first one, when its time is not after `time`. */
  takeUntil(time: number): { readonly at: number; readonly value: T } | undefined {
    const first = this.#entries[0];
    if (first === undefined || first.at > time) return undefined;
    const last = this.#entries.pop()!;
    if (last !== first) this.#sink(last);
    return first;
  }

  /** Puts `entry` where it belongs, beginning with the first place. */
  #sink(entry: Entry<T>): void {
    const entries = this.#entries;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= entries.length) break;
      if (child + 1 < entries.length && before(entries[child + 1]!, entries[child]!)) child += 1;
      if (!before(entries[child]!, entry)) break;
      entries[place] = entries[child]!;
      place = child;
    }
    entries[place] = entry;
  }
}

function before(one: Entry<unknown>, other: Entry<unknown>): boolean {
  return one.at < other.at || (one.at === other.at && one.serial < other.serial);
}
