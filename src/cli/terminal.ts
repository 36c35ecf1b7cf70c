import type { Readable, Writable } from 'node:stream';

/** What a command needs of the process, so that tests can run it without one. */
export interface Terminal {
  readonly out: Writable & { readonly isTTY?: boolean };
  readonly err: Writable & { readonly isTTY?: boolean };
  readonly stdin: Readable;
  /** Calls `listener` when the process is asked to stop (SIGINT, SIGTERM) or to reload (SIGHUP). */
  onSignal(signal: 'stop' | 'reload', listener: () => void): void;
}

/** How a command ended. */
export const exitCodes = {
  ok: 0,
  /** The configuration has problems, a file cannot be read, the address is taken, … */
  failure: 1,
  /** The command line itself is wrong. */
  usage: 2,
} as const;

/** The command line is wrong: shown with a pointer to --help, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Something outside the program went wrong; the message says what, and what to do. */
export class OperationError extends Error {
  override readonly name = 'OperationError';
}
