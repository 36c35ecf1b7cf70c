import type { ErrorRequestHandler } from 'express';
import { sendText } from './send-text.js';

/**
 * The last resort. The client learns that something failed and nothing more: an error's message may hold a
 * path or a piece of a log.
 */
export function errorHandler(failed: (error: unknown) => void): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    failed(error);
    if (response.headersSent) response.destroy();
    else sendText(response, 500, 'internal server error');
  };
}
