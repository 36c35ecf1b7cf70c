import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { closeGracefully } from './close-gracefully.js';
import type { Deadline } from './deadline.js';
import { formatHostPort, parseListenAddress } from './listen-address.js';
import { badListenAddress, listenError } from './listen-error.js';

export interface HttpServerOptions {
  /** `host:port`; an empty host means every interface, port 0 lets the system choose. */
  readonly listen: string;
  /** Connections at once: each one takes a file descriptor from those the logs are read with. */
  readonly maxConnections: number;
  /** Milliseconds that `close` gives to requests in flight. */
  readonly closeTimeout: number;
  readonly deadline: Deadline;
  /** Told of errors of the server itself. */
  readonly failed: (error: unknown) => void;
}

export interface HttpAddress {
  readonly host: string;
  readonly port: number;
  /** With a host a browser on this machine can use, without a slash at the end. */
  readonly url: string;
}

export interface HttpServer {
  /** Rejects with one clear Error when the address is bad, taken or not allowed. */
  listen(): Promise<HttpAddress>;
  /** Takes no new requests, lets those in flight finish for a while, then cuts them off. */
  close(): Promise<void>;
}

/**
 * A client that sends its request a byte at a time, or never, is gone after these times; idle connections are
 * kept longer than the usual scrape interval.
 */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 90_000,
  connectionsCheckingInterval: 5_000,
} as const;

/** Serves `app`, with a limit on everything a client could hold on to. It does not listen yet. */
export function createHttpServer(app: RequestListener, options: HttpServerOptions): HttpServer {
  const server = createServer(limits, app);
  server.maxConnections = options.maxConnections;
  const close = closeGracefully(server);
  return {
    listen: () => startListening(server, options),
    close: () => close(options.deadline(options.closeTimeout)),
  };
}

async function startListening(server: Server, { listen, failed }: HttpServerOptions): Promise<HttpAddress> {
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
