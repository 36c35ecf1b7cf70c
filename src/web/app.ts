import express, { type Express, type RequestHandler } from 'express';
import { errorHandler } from './error-handler.js';
import { landingPage, type Readiness, type SourceSummary, type VersionInfo } from './landing-page.js';
import { type MetricsRoute, metricsRoute } from './metrics-route.js';
import { route } from './route.js';
import { sendText } from './send-text.js';

export interface AppOptions extends MetricsRoute {
  readonly telemetryPath: string;
  readonly ready: () => Readiness;
  readonly version: VersionInfo;
  readonly sources: () => readonly SourceSummary[];
  /** Enables `/-/reload`. Rejects, and has logged why, when the new configuration cannot be used. */
  readonly reload?: () => Promise<void>;
}

/** All routes, without a socket. */
export function createApp(options: AppOptions): Express {
  const app = express();
  for (const setting of ['x-powered-by', 'etag', 'query parser']) app.disable(setting);
  app.use(hardened);
  route(app, options.telemetryPath, metricsRoute(options));
  route(app, '/-/healthy', (_request, response) => sendText(response, 200, 'auditlog-exporter is healthy'));
  route(app, '/-/ready', (_request, response) => {
    const { ready, message } = options.ready();
    sendText(response, ready ? 200 : 503, message);
  });
  if (options.reload !== undefined) route(app, '/-/reload', reloadRoute(options.reload), ['POST', 'PUT']);
  if (options.telemetryPath !== '/') route(app, '/', landingRoute(options));
  app.use((_request, response) => sendText(response, 404, 'not found'));
  app.use(errorHandler(options.failed));
  return app;
}

const hardened: RequestHandler = (request, response, next) => {
  response.set('X-Content-Type-Options', 'nosniff');
  try {
    decodeURIComponent(request.path);
  } catch {
    return sendText(response, 400, 'malformed URL');
  }
  next();
};

// No script, no image, no frame around it: nothing a name in a log could make the browser do.
const landingPolicy = "default-src 'none'; style-src 'unsafe-inline'";
const denied = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function landingRoute({ telemetryPath, version, ready, sources }: AppOptions): RequestHandler {
  return (_request, response) => {
    const page = landingPage({ telemetryPath, version, readiness: ready(), sources: sources() });
    response.set('Content-Security-Policy', `${landingPolicy}; ${denied}`);
    response.set('Cache-Control', 'no-store');
    response.type('text/html; charset=UTF-8').send(page);
  };
}

function reloadRoute(reload: () => Promise<void>): RequestHandler {
  return async (_request, response) => {
    try {
      await reload();
    } catch {
      // The reason names files and quotes them: it is in the log, for those who may read it.
      return sendText(response, 500, 'failed to reload configuration; the log says why');
    }
    sendText(response, 200, 'configuration reloaded');
  };
}
