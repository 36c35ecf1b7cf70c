import type { ManualClock } from '../../../src/base/clock.js';
import { scenarios } from '../../../src/cli/simulator/scenarios.js';
import { createSimulator } from '../../../src/cli/simulator/simulator.js';
import { rulesRecorder, SCRAPE_MS } from '../../../test/stack/record-rules-input.js';
import { SimulatedHost } from '../../../test/stack/simulated-host.js';
import { firingAlerts } from './firing-alerts.js';
import { OpenMetricsFile } from './open-metrics-file.js';

const MINUTE = 60_000;
const midnight = Date.parse('2026-11-19T00:00:00Z');
/** Prometheus scrapes at a moment of its own, not at whole steps of a graph. */
const offset = 7_000;
const start = midnight + offset + (9 * 60 + 45) * MINUTE;
const length = 375 * MINUTE;
const seed = 1;
const shownAtTheEnd = 6;
const perHour = 3_600_000 / SCRAPE_MS;
/** As often as the exporter looks for new lines. */
const POLL_MS = 1_000;

export const scrapeSeconds = SCRAPE_MS / 1000;
const targetLabels = 'instance="exporter:10105",job="auditlog"';

/**
 * Plays six hours of a working Thursday, with every scenario of the demo in them, to the real exporter, and writes what
 * Prometheus would have scraped into `file`. `wanted`: the names of samples that are kept. Returns the end, seconds since
 * the epoch.
 */
export async function recordDay(
  file: string,
  directory: string,
  wanted: (metric: string) => boolean,
): Promise<number> {
  const host = await SimulatedHost.boot({ directory, start, seed, simulator: scenariosByDay });
  const recorder = rulesRecorder(midnight + offset);
  // Rules ask for the hour: the recording begins at midnight, with answers that say nothing.
  for (let at = midnight + offset; at < start; at += SCRAPE_MS) recorder.take('');
  const samples = new OpenMetricsFile(file, targetLabels, wanted);
  const last = length / SCRAPE_MS;
  for (let scrape = 0; scrape <= last; scrape += 1) {
    for (let ms = 0; scrape > 0 && ms < SCRAPE_MS; ms += POLL_MS) await host.advance(POLL_MS);
    if (scrape > 0 && scrape % perHour === 0) await host.rotate();
    const text = await host.scrape();
    recorder.take(text);
    samples.take(inStory(text), host.now / 1000);
    samples.add(`up{${targetLabels}}`, '1', host.now / 1000);
    await host.keep();
  }
  const end = host.now / 1000;
  await host.stop();
  for (const labels of await firingAlerts(directory, recorder)) samples.add(`ALERTS${labels}`, '1', end);
  samples.end();
  return end;
}

/** One scenario after the other, so that what the first ones of the list set off is what fires at the end. */
function scenariosByDay(clock: ManualClock) {
  const all = [...scenarios.slice(shownAtTheEnd), ...scenarios.slice(0, shownAtTheEnd)];
  return createSimulator({ seed, clock, scenarios: all, firstAfter: 20 * MINUTE, every: 19 * MINUTE });
}

/** The process that plays the day was started now, not on that Thursday. */
function inStory(text: string): string {
  return text.replace(/^(process_start_time_seconds) .*$/m, `$1 ${start / 1000}`);
}
