/** When a file left its path, and whether it has grown since: its writer was not told, or does not listen. */
export class Departure {
  #leftAt: number | undefined;
  #grewAt: number | undefined;

  left(now: number): void {
    this.#leftAt ??= now;
  }

  /** It stands where its writer expects it again. */
  back(): void {
    this.#leftAt = undefined;
    this.#grewAt = undefined;
  }

  grew(now: number): void {
    if (this.#leftAt !== undefined) this.#grewAt = now;
  }

  /** Whether it grew within the last `recent` milliseconds, and later than `grace` milliseconds after it left. */
  hasStaleWriter(now: number, grace: number, recent: number): boolean {
    if (this.#leftAt === undefined || this.#grewAt === undefined) return false;
    return this.#grewAt - this.#leftAt >= grace && now - this.#grewAt < recent;
  }
}
