import express, { type Express, type Request, type RequestHandler, type Response } from 'express';
import { errorHandler } from './error-handler.js';
import { notificationLines } from './notification-lines.js';
import { route } from './route.js';
import { sendText } from './send-text.js';

export interface NotificationAppOptions {
  /** Keeps whole lines; rejects when they could not be kept. */
  readonly append: (lines: string) => Promise<void>;
  readonly now: () => number;
  readonly failed: (error: unknown) => void;
}

/** An alert is a few kilobytes, and Alertmanager sends them one by one here. */
const MAX_BODY = 1024 * 1024;

/**
 * A webhook receiver for Alertmanager that writes every alert down. It answers 200 once they are kept; with 500
 * Alertmanager tries again.
 */
export function createNotificationApp({ append, now, failed }: NotificationAppOptions): Express {
  const app = express();
  for (const setting of ['x-powered-by', 'etag', 'query parser']) app.disable(setting);
  const read = express.raw({ type: () => true, limit: MAX_BODY, inflate: false });
  const keep = async (request: Request, response: Response): Promise<void> => {
    const body: unknown = request.body;
    const lines = Buffer.isBuffer(body) ? notificationLines(body, new Date(now())) : undefined;
    if (lines === undefined) return sendText(response, 400, 'not a notification of Alertmanager');
    await append(lines);
    sendText(response, 200, 'written');
  };
  app.use(decodable);
  route(app, '/-/healthy', (_request, response) => sendText(response, 200, 'notifications is healthy'));
  route(
    app,
    '/',
    (request, response, next) =>
      read(request, response, (error?: unknown) => {
        const status = clientError(error);
        if (status !== undefined) return sendText(response, status, 'the request cannot be read');
        if (error !== undefined) return next(error);
        keep(request, response).catch(next);
      }),
    ['POST'],
  );
  app.use((_request, response) => sendText(response, 404, 'not found'));
  app.use(errorHandler(failed));
  return app;
}

/** What is wrong with the request itself (too long, compressed, cut off), as body-parser puts it. */
function clientError(error: unknown): number | undefined {
  const status = error instanceof Error && 'status' in error ? Number(error.status) : 0;
  return status >= 400 && status < 500 ? status : undefined;
}

const decodable: RequestHandler = (request, response, next) => {
  try {
    decodeURIComponent(request.path);
  } catch {
    return sendText(response, 400, 'malformed URL');
  }
  next();
};
