import { type Clock, systemClock } from '../base/clock.js';
import { LogLimit } from '../base/limited-log.js';
import type { Logger } from '../base/log.js';
import { timerDeadline } from './deadline.js';
import { createHttpServer, type HttpServer } from './http-server.js';
import { createNotificationApp } from './notification-app.js';
import type { NotificationFile } from './notification-file.js';

export interface NotificationServerOptions {
  readonly listen: string;
  readonly file: NotificationFile;
  readonly logger: Logger;
  readonly clock?: Clock;
}

/** With the longest request that is read, 16 MiB at most are held at once. */
const maxConnections = 16;
const closeTimeout = 5_000;

/** The webhook receiver that writes notifications into a file, not yet listening. */
export function createNotificationServer(options: NotificationServerOptions): HttpServer {
  const { listen, file, logger, clock = systemClock } = options;
  const logLimit = new LogLimit(clock);
  const failed = (error: unknown) =>
    logLimit.say('failed', (held) =>
      logger.error({ err: error, held }, 'cannot write a notification; Alertmanager will try again'),
    );
  const append = (lines: string) => file.append(lines);
  const app = createNotificationApp({ append, now: () => clock.now(), failed });
  return createHttpServer(app, { listen, maxConnections, closeTimeout, deadline: timerDeadline, failed });
}
