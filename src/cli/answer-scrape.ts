import type { Exporter } from '../exporter/exporter.js';
import type { MetricsAnswer, Scrape } from '../web/scrape.js';
import { sourceSummaries } from './source-summaries.js';

/**
 * The metrics for one scrape. None before the exporter has passed everything that an earlier run may have shown: a
 * counter that falls is a reset to Prometheus, and would be counted twice.
 */
export async function answerScrape(exporter: Exporter, scrape: Scrape): Promise<MetricsAnswer> {
  if (!exporter.live) {
    return { unavailable: { retryAfterSeconds: 1, message: readiness(exporter).message } };
  }
  // Prometheus says how long it will wait; a person with curl does not, and wants to see the value at once.
  const isServer = scrape.timeoutSeconds !== undefined;
  const { families, showing, delivered } = await exporter.answer(isServer ? scraperKey(scrape) : undefined);
  return { families, showing, delivered: (complete) => complete && delivered() };
}

/** Ready once every source was read to its end: then a scrape shows what is in the logs. */
export function readiness(exporter: Exporter): { ready: boolean; message: string } {
  if (exporter.live) return { ready: true, message: 'ready' };
  const lag = sourceSummaries(exporter).reduce((sum, { lagBytes }) => sum + lagBytes, 0);
  const reading = `reading what is in the logs already: ${lag} bytes to go`;
  const { waitsFor } = exporter;
  return { ready: false, message: waitsFor === undefined ? reading : `${reading}; ${waitsFor}` };
}

/** A server that was upgraded is the same one: what stands behind the name of the program is its version. */
function scraperKey({ address, userAgent }: Scrape): string {
  return `${address} ${/^[^/\s]*/.exec(userAgent)![0]}`;
}
