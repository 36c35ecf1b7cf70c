import type { Flags, Parsed } from './flags.js';
import type { Terminal } from './terminal.js';

/** One subcommand. */
export interface Command {
  readonly name: string;
  /** Behind the program's and the command's name: `[options] FILE…`. */
  readonly usage: string;
  /** One sentence for the list of commands. */
  readonly summary: string;
  /** What --help says between usage and options. */
  readonly description: string;
  readonly flags: Flags;
  /** The exit code. UsageError, ConfigError and other errors are shown by the caller. */
  run(parsed: Parsed, terminal: Terminal): Promise<number>;
}
