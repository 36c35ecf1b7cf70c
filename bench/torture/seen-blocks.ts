const sample = /^torture_block_events_total\{.*\bblock="([^"]+)".*\} (\d+)$/;

export interface Sighting {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly count: number;
}

/** When the count of each block of events was seen to grow. */
export class SeenBlocks {
  readonly #seen = new Map<string, Sighting[]>();

  /** Takes a whole exposition. */
  observe(text: string, at: number): void {
    for (const line of text.split('\n')) {
      if (!line.startsWith('torture_block_events_total{')) continue;
      const match = sample.exec(line);
      if (match === null) continue;
      const [, block, count] = match;
      const sightings = this.#seen.get(block!) ?? [];
      if (sightings.length === 0) this.#seen.set(block!, sightings);
      if (sightings.at(-1)?.count !== Number(count)) sightings.push({ at, count: Number(count) });
    }
  }

  of(block: string): readonly Sighting[] {
    return this.#seen.get(block) ?? [];
  }
}
