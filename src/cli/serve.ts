import type { Logger } from '../base/log.js';
import type { Exporter } from '../exporter/exporter.js';
import type { BuildInfo } from '../series/process-registry.js';
import { createServer, type WebServer } from '../web/server.js';
import { answerScrape, readiness } from './answer-scrape.js';
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
    metrics: (scrape) => answerScrape(exporter, scrape),
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
