/** Counts by group and key: `calls` → `read kv success` → 12. What every tool must agree on with the truth. */
export class Tally {
  readonly #groups = new Map<string, Map<string, number>>();

  add(group: string, key: string, amount = 1): void {
    let counts = this.#groups.get(group);
    if (counts === undefined) {
      counts = new Map();
      this.#groups.set(group, counts);
    }
    counts.set(key, (counts.get(key) ?? 0) + amount);
  }

  /** Empty when nothing was counted in that group. */
  group(name: string): ReadonlyMap<string, number> {
    return this.#groups.get(name) ?? new Map();
  }

  get groups(): readonly string[] {
    return [...this.#groups.keys()];
  }

  toJSON(): Record<string, Record<string, number>> {
    const entries = [...this.#groups].map(([name, counts]) => [
      name,
      Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    ]);
    return Object.fromEntries(entries);
  }
}

/** Where `found` is not what `truth` says, in the groups named. A key that is not there counts as 0. */
export function differences(truth: Tally, found: Tally, groups: readonly string[]): readonly string[] {
  const problems: string[] = [];
  for (const group of groups) {
    const expected = truth.group(group);
    const actual = found.group(group);
    for (const key of new Set([...expected.keys(), ...actual.keys()])) {
      const [want, have] = [expected.get(key) ?? 0, actual.get(key) ?? 0];
      if (want !== have) problems.push(`${group} "${key}": ${have} instead of ${want}`);
    }
  }
  return problems;
}
