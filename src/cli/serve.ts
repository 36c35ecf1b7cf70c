import type { Logger } from '../base/log.js';
import type { Exporter } from '../exporter/exporter.js';
import type { BuildInfo } from '../series/process-registry.js';
import type { MetricsAnswer, Scrape } from '../web/scrape.js';
import { createServer, type WebServer } from '../web/server.js';
import type { Parsed } from './flags.js';
import { listen } from './listen.js';
import { sourceSummaries } from './source-summaries.js';

interface ServeOptions {
  readonly parsed: Parsed;
  readonly logger: Logger;
  readonly build: BuildInfo;
  readonly reload: () => Promise<void>;
}

/** Serves an exporter; resolves once it listens. @throws OperationError when the address is bad or taken. */
export async function serve(
  exporter: Exporter,
  { parsed, logger, build, reload }: ServeOptions,
): Promise<WebServer> {
  const { web } = exporter.config;
  const telemetryPath = parsed.get('web.telemetry-path') ?? web.telemetryPath;
  const server = createServer({
    listen: parsed.get('web.listen-address') ?? web.listen,
    telemetryPath,
    created: web.openmetricsCreated,
    metrics: (scrape) => answer(exporter, scrape),
    ready: () => readiness(exporter),
    version: build,
    sources: () => sourceSummaries(exporter),
    logger,
    ...(parsed.has('web.enable-lifecycle') ? { reload } : {}),
  });
  const { url } = await listen(server);
  logger.info({ url: `${url}${telemetryPath}` }, 'serving metrics');
  return server;
}

/** Ready once every source was read to its end: then a scrape shows what is in the logs. */
function readiness(exporter: Exporter): { ready: boolean; message: string } {
  if (exporter.live) return { ready: true, message: 'ready' };
  const lag = sourceSummaries(exporter).reduce((sum, { lagBytes }) => sum + lagBytes, 0);
  const reading = `reading what is in the logs already: ${lag} bytes to go`;
  const { waitsFor } = exporter;
  return { ready: false, message: waitsFor === undefined ? reading : `${reading}; ${waitsFor}` };
}

/**
 * The metrics for one scrape. None before the exporter has passed everything that an earlier run may have shown: a
 * counter that falls is a reset to Prometheus, and would be counted twice.
 */
async function answer(exporter: Exporter, scrape: Scrape): Promise<MetricsAnswer> {
  if (!exporter.live) {
    return { unavailable: { retryAfterSeconds: 1, message: readiness(exporter).message } };
  }
  // Prometheus says how long it will wait; a person with curl does not, and wants to see the value at once.
  const isServer = scrape.timeoutSeconds !== undefined;
  const { families, showing, delivered } = await exporter.answer(isServer ? scraperKey(scrape) : undefined);
  return { families, showing, delivered: (complete) => complete && delivered() };
}

/** A server that was upgraded is the same one: what stands behind the name of the program is its version. */
function scraperKey({ address, userAgent }: Scrape): string {
  return `${address} ${/^[^/\s]*/.exec(userAgent)![0]}`;
}
