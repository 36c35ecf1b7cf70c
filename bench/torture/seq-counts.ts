import type { Losses } from './compare.js';
import { EventCounts } from './event-counts.js';
import type { Written } from './written.js';

/** A line behind a hole of NUL bytes counts for those who hand it on as it stands. */
const event = /^\0*\{"seq":(\d+),/;
/** A broken line must not make the counts larger than there is memory for. */
const maxSeq = 1e8;

/** How often each event of one file was seen: exact to the line, where counters can only tell by blocks. */
export class SeqCounts {
  readonly #seen = new EventCounts();
  total = 0;

  line(text: string): void {
    const match = event.exec(text);
    const seq = Number(match?.[1]);
    if (!(seq <= maxSeq) || !text.endsWith('"}')) return;
    this.#seen.add(seq);
    this.total += 1;
  }

  losses({ events, windows }: Written): Losses {
    let lost = 0;
    let twice = 0;
    let windowCounted = 0;
    for (let seq = 1; seq <= events; seq += 1) {
      const seen = this.#seen.of(seq);
      const inWindow = windows.some(({ from, to }) => seq >= from && seq < to);
      if (seen > 1) twice += seen - 1;
      if (inWindow) windowCounted += Math.min(seen, 1);
      else if (seen === 0) lost += 1;
    }
    return { lost, twice, windowCounted };
  }
}
