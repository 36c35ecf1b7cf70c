import { type Clock, systemClock } from '../base/clock.js';
import { LogLimit } from '../base/limited-log.js';
import type { Logger } from '../base/log.js';
import { type AppOptions, createApp } from './app.js';
import { type Deadline, timerDeadline } from './deadline.js';
import { createHttpServer, type HttpAddress, type HttpServer } from './http-server.js';

export interface WebServerOptions extends Omit<AppOptions, 'maxRequests' | 'deadline' | 'failed'> {
  /** `host:port`; an empty host means every interface, port 0 lets the system choose. */
  readonly listen: string;
  readonly logger: Logger;
  /** Scrapes at once. Default 40, as other exporters have it. */
  readonly maxRequests?: number;
  /** Milliseconds that `close` gives to requests in flight. Default 5 s. */
  readonly closeTimeout?: number;
  readonly clock?: Clock;
  readonly deadline?: Deadline;
}

export type WebAddress = HttpAddress;
export type WebServer = HttpServer;

const maxConnections = 256;

/** The web server, not yet listening. */
export function createServer(options: WebServerOptions): WebServer {
  const { listen, logger, deadline = timerDeadline, maxRequests = 40, closeTimeout = 5_000 } = options;
  const logLimit = new LogLimit(options.clock ?? systemClock);
  const failed = (error: unknown) =>
    logLimit.say('failed', (held) => logger.error({ err: error, held }, 'web request failed'));
  const app = createApp({ ...options, maxRequests, deadline, failed });
  return createHttpServer(app, { listen, maxConnections, closeTimeout, deadline, failed });
}
