/** The plain twin of DistinctWindows: every value of every label set with the time of its last event, for ever. */
export class DistinctModel {
  readonly #windows: readonly number[];
  readonly #notifyAt: readonly (number | undefined)[];
  readonly #sets = new Map<unknown, Map<unknown, number>>();
  #newest = Number.NEGATIVE_INFINITY;

  constructor(windows: readonly number[], notifyAt: readonly (number | undefined)[]) {
    this.#windows = windows;
    this.#notifyAt = notifyAt;
  }

  /** Whether an event at `time` is in no window. */
  isTooLate(time: number): boolean {
    return time <= this.#newest - Math.max(...this.#windows);
  }

  /** By window: 1 when the event made the number reach `notifyAt`, else 0. */
  add(set: unknown, value: unknown, time: number): number[] {
    this.#newest = Math.max(this.#newest, time);
    const before = this.#windows.map((_, window) => this.count(set, window, this.#newest));
    const values = this.#sets.get(set) ?? new Map<unknown, number>();
    this.#sets.set(set, values);
    values.set(value, Math.max(time, values.get(value) ?? Number.NEGATIVE_INFINITY));
    return this.#notifyAt.map((number, window) => {
      if (number === undefined || before[window]! >= number) return 0;
      return this.count(set, window, this.#newest) >= number ? 1 : 0;
    });
  }

  /** With `stretch`, the window is that many times as long. */
  count(set: unknown, window: number, now: number, stretch = 1): number {
    const start = Math.max(now, this.#newest) - this.#windows[window]! * stretch;
    return [...(this.#sets.get(set)?.values() ?? [])].filter((time) => time > start).length;
  }

  forget(set: unknown): void {
    this.#sets.delete(set);
  }
}
