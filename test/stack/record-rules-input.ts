import { promqlNames } from '../support/promql.js';
import { rules } from '../support/rule-files.js';
import { SeriesRecorder } from './series-recorder.js';
import type { SimulatedHost } from './simulated-host.js';

/** As prometheus.yml says. */
export const SCRAPE_MS = 15_000;
const HOUR = 3_600_000;
/** Scrapes from one checkpoint to the next, when nothing asks for one: ten minutes. Each takes time of the disk. */
const keepEvery = 40;

const named = new Set(rules.flatMap(({ expr }) => promqlNames(expr).selectors.map(({ metric }) => metric)));
const families = new Set([...named].map((metric) => metric.replace(/_(bucket|count|sum)$/, '')));

/** Keeps every series that a rule names; time 0 of the recording is `epoch`, in milliseconds since the epoch. */
export function rulesRecorder(epoch: number): SeriesRecorder {
  return new SeriesRecorder(epoch, (metric) => named.has(metric));
}

/** Scrapes a host every 15 seconds until `end` (milliseconds since the epoch). The logs are rotated every hour. */
export async function recordRulesInput(
  host: SimulatedHost,
  recorder: SeriesRecorder,
  end: number,
): Promise<void> {
  for (;;) {
    const before = recorder.size;
    recorder.take(await host.scrape((family) => families.has(family)));
    if (recorder.size > before || recorder.scrapes % keepEvery === 0) await host.keep();
    if (host.now >= end) return;
    await host.advance(SCRAPE_MS);
    if (host.now % HOUR === 0) await host.rotate();
  }
}
