import type { Losses } from './compare.js';
import type { Written } from './written.js';

/** A line behind a hole of NUL bytes counts for those who hand it on as it stands. */
const event = /^\0*\{"seq":(\d+),/;

/** How often each event of one file was seen: exact to the line, where counters can only tell by blocks. */
export class SeqCounts {
  #seen = new Uint8Array(1 << 16);
  total = 0;

  line(text: string): void {
    const match = event.exec(text);
    if (match === null || !text.endsWith('"}')) return;
    const seq = Number(match[1]);
    while (seq >= this.#seen.length) this.#grow();
    this.#seen[seq] = Math.min(255, this.#seen[seq]! + 1);
    this.total += 1;
  }

  losses({ events, windows }: Written): Losses {
    let lost = 0;
    let twice = 0;
    for (let seq = 1; seq <= events; seq += 1) {
      const seen = this.#seen[seq] ?? 0;
      if (seen > 1) twice += seen - 1;
      else if (seen === 0 && !windows.some(({ from, to }) => seq >= from && seq < to)) lost += 1;
    }
    return { lost, twice };
  }

  #grow(): void {
    const grown = new Uint8Array(this.#seen.length * 2);
    grown.set(this.#seen);
    this.#seen = grown;
  }
}
