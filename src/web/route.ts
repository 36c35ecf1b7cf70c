import type { Express, RequestHandler } from 'express';
import { sendText } from './send-text.js';

/**
 * Serves `path` to GET and HEAD, and 405 to everything else. The path is compared as it is: one from the
 * configuration must not be read as a pattern.
 */
export function route(app: Express, path: string, handler: RequestHandler): void {
  app.use((request, response, next) => {
    // Cannot throw: what cannot be decoded was refused before.
    if (decodeURIComponent(request.path) !== path) return next();
    if (request.method === 'GET' || request.method === 'HEAD') return handler(request, response, next);
    response.set('Allow', 'GET, HEAD');
    sendText(response, 405, `method ${request.method} is not allowed; use GET`);
  });
}
