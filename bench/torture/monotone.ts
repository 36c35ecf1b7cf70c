/** Families of the exporter whose values outlive it; `process_cpu_seconds_total` for one starts anew with it. */
const kept = /^(?:torture_|auditlog_exporter_(?:lines|read_bytes)_total)/;

/** Watches what one client is shown: no counter may ever be smaller than before, none may vanish. */
export class Monotone {
  readonly #seen = new Map<string, number>();
  readonly client: string;

  constructor(client: string) {
    this.client = client;
  }

  /** Series seen so far. */
  get series(): number {
    return this.#seen.size;
  }

  /** Takes a whole exposition in text 0.0.4. Returns what is wrong with it. */
  check(text: string): readonly string[] {
    const problems: string[] = [];
    const found = new Set<string>();
    let gauge = false;
    for (const line of text.split('\n')) {
      if (line.startsWith('# TYPE ')) gauge = line.endsWith(' gauge');
      if (gauge || !kept.test(line)) continue;
      const space = line.lastIndexOf(' ');
      const [series, value] = [line.slice(0, space), Number(line.slice(space + 1))];
      found.add(series);
      const before = this.#seen.get(series) ?? 0;
      if (!(value >= before)) problems.push(`${this.client} saw ${series} fall from ${before} to ${value}`);
      this.#seen.set(series, value);
    }
    for (const series of this.#seen.keys()) {
      if (!found.has(series)) problems.push(`${this.client} saw ${series} vanish`);
    }
    return problems;
  }
}
