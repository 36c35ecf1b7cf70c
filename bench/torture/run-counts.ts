/** What was done to the subject and what it answered, for the report. */
export class RunCounts {
  readonly #counts = new Map<string, number>();

  add(what: string, amount = 1): void {
    this.#counts.set(what, this.of(what) + amount);
  }

  of(what: string): number {
    return this.#counts.get(what) ?? 0;
  }

  /** `what 3, other 1`, of those that begin with `prefix`, without it. */
  list(prefix: string): string {
    const found = [...this.#counts].filter(([what]) => what.startsWith(prefix));
    return found.map(([what, count]) => `${what.slice(prefix.length)} ${count}`).join(', ') || 'none';
  }

  sum(prefix: string): number {
    return [...this.#counts].reduce((sum, [what, count]) => sum + (what.startsWith(prefix) ? count : 0), 0);
  }
}
