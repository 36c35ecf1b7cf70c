import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '../base/clock.js';
import { LogLimit } from '../base/limited-log.js';
import type { Logger } from '../base/log.js';
import { type AppOptions, createApp } from './app.js';
import { closeGracefully } from './close-gracefully.js';
import { type Deadline, timerDeadline } from './deadline.js';
import { formatHostPort, parseListenAddress } from './listen-address.js';
import { badListenAddress, listenError } from './listen-error.js';

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

export interface WebAddress {
  readonly host: string;
  readonly port: number;
  /** With a host a browser on this machine can use, without a slash at the end. */
  readonly url: string;
}

export interface WebServer {
  /** Rejects with one clear Error when the address is bad, taken or not allowed. */
  listen(): Promise<WebAddress>;
  /** Takes no new requests, lets those in flight finish for a while, then cuts them off. */
  close(): Promise<void>;
}

/**
 * A client that sends its request a byte at a time, or never, is gone after these times; idle connections are
 * kept longer than the usual scrape interval. The number of connections is limited because each one takes a
 * file descriptor from those the logs are read with.
 */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 90_000,
  connectionsCheckingInterval: 5_000,
} as const;
const maxConnections = 256;

/** The web server, not yet listening. */
export function createServer(options: WebServerOptions): WebServer {
  const { logger, deadline = timerDeadline, maxRequests = 40, closeTimeout = 5_000 } = options;
  const logLimit = new LogLimit(options.clock ?? systemClock);
  const failed = (error: unknown) =>
    logLimit.say('failed', (held) => logger.error({ err: error, held }, 'web request failed'));
  const server = createHttpServer(limits, createApp({ ...options, maxRequests, deadline, failed }));
  server.maxConnections = maxConnections;
  const close = closeGracefully(server);
  return {
    listen: () => startListening(server, options.listen, failed),
    close: () => close(deadline(closeTimeout)),
  };
}

async function startListening(
  server: Server,
  listen: string,
  failed: (error: unknown) => void,
): Promise<WebAddress> {
  const address = parseListenAddress(listen);
  if (address === undefined) throw badListenAddress(listen);
  const { host, port } = address;
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(listenError(listen, error));
    server.once('error', refuse);
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => {
      server.off('error', refuse);
      server.on('error', failed);
      resolve();
    });
  });
  const bound = server.address() as AddressInfo;
  const everywhere = bound.address === '::' || bound.address === '0.0.0.0';
  const urlHost = everywhere ? 'localhost' : bound.address;
  return { host: bound.address, port: bound.port, url: `http://${formatHostPort(urlHost, bound.port)}` };
}
