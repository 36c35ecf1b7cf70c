import { type IncomingHttpHeaders, request } from 'node:http';
import type { TestContext } from 'node:test';
import { silentLogger } from '../../src/base/log.js';
import { createServer, type WebServer, type WebServerOptions } from '../../src/web/server.js';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A server on a free port of the loopback interface, closed at the end of the test. */
export async function startServer(
  t: TestContext,
  options: Partial<WebServerOptions> = {},
): Promise<{ server: WebServer; url: string; port: number }> {
  const server = createServer({
    listen: '127.0.0.1:0',
    telemetryPath: '/metrics',
    metrics: () => [],
    ready: () => ({ ready: true, message: 'ready' }),
    version: { version: '1.2.3', revision: 'abcdef' },
    sources: () => [],
    logger: silentLogger,
    closeTimeout: 0,
    ...options,
  });
  const { url, port } = await server.listen();
  t.after(() => server.close());
  return { server, url, port };
}

/** One request on a connection of its own, its body as sent: `fetch` would decode it. */
export function send(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => {
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body: Buffer.concat(pieces) });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** A promise and the function that resolves it. */
export function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
