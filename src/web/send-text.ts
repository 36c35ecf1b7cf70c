import type { Response } from 'express';

/** A plain answer of one line. */
export function sendText(response: Response, status: number, line: string): void {
  response
    .status(status)
    .type('text/plain; charset=utf-8')
    .set('Cache-Control', 'no-store')
    .send(`${line}\n`);
}
