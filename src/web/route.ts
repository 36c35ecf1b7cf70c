import type { Express, RequestHandler } from 'express';
import { sendText } from './send-text.js';

const reading = ['GET', 'HEAD'] as const;

/**
 * Serves `path` to the methods given, and 405 to every other. The path is compared as it is: one from the
 * configuration must not be read as a pattern.
 */
export function route(
  app: Express,
  path: string,
  handler: RequestHandler,
  methods: readonly string[] = reading,
): void {
  app.use((request, response, next) => {
    // Cannot throw: what cannot be decoded was refused before.
    if (decodeURIComponent(request.path) !== path) return next();
    if (methods.includes(request.method)) return handler(request, response, next);
    response.set('Allow', methods.join(', '));
    sendText(response, 405, `method ${request.method} is not allowed; use ${methods[0]}`);
  });
}
