import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Limit } from './deadline.js';

/**
 * Prepares a server for an orderly end and returns the function that brings it about: no new connection, idle
 * ones closed at once, those with a request in flight when it has been answered or when the limit is over. Its
 * promise resolves when every connection is closed, also when the server never listened.
 */
export function closeGracefully(server: Server): (limit: Limit) => Promise<void> {
  let closing = false;
  server.on('request', (_request: IncomingMessage, response: ServerResponse) => {
    // A kept-alive connection is idle again after its answer, and would hold the server open.
    response.once('close', () => closing && server.closeIdleConnections());
  });
  return (limit) =>
    new Promise((resolve) => {
      closing = true;
      limit.signal.addEventListener('abort', () => server.closeAllConnections(), { once: true });
      server.close(() => {
        limit.cancel();
        resolve();
      });
    });
}
