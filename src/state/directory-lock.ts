import { openSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { ensureDirectory } from './ensure-directory.js';

/** Another process has the directory. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
}

/**
 * Holds a directory for one process: a Unix socket in it that the process listens on. When the process is gone, however
 * it ended, nobody answers and the next one takes over; a file with a process number could not tell that in containers.
 * Resolves to the release of the lock.
 * @throws LockedError when another process answers; Error of the file system.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  ensureDirectory(directory);
  const path = socketPath(directory);
  let server: Server;
  try {
    server = await listen(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (await answers(path)) {
      throw new LockedError(
        `${directory} is in use by another auditlog-exporter; give each its own state.directory`,
      );
    }
    rmSync(path, { force: true });
    server = await listen(path);
  }
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
}

/** A socket's path has 107 bytes at most: a long one is reached through the open directory, where the system has that. */
function socketPath(directory: string): string {
  const path = join(directory, 'lock');
  if (Buffer.byteLength(path) <= 100 || process.platform !== 'linux') return path;
  return `/proc/self/fd/${openSync(directory, 'r')}/lock`;
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
