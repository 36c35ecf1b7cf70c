import { createServer } from 'node:net';

/**
 * A port of 127.0.0.1 that is free now and stays so while nobody listens on it: below those that Linux hands out by
 * itself (32768 and up), since the exporter must come back on the same one after a kill.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
