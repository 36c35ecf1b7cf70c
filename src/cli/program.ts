import { existsSync } from 'node:fs';
import { ConfigError } from '../config/config-error.js';
import { nearestWord } from '../config/nearest-word.js';
import type { Command } from './command.js';
import { asksForHelp, parseFlags } from './flags.js';
import { commandHelp, programHelp } from './help.js';
import { exitCodes, OperationError, type Terminal, UsageError } from './terminal.js';

/** The commands by name. Each is loaded when it is asked for: replay needs no web server. */
const loaders: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./run-command.js')).runCommand,
  check: async () => (await import('./check-command.js')).checkCommand,
  replay: async () => (await import('./replay-command.js')).replayCommand,
  presets: async () => (await import('./presets-command.js')).presetsCommand,
  demo: async () => (await import('./demo-command.js')).demoCommand,
  simulate: async () => (await import('./simulate-command.js')).simulateCommand,
  notifications: async () => (await import('./notifications-command.js')).notificationsCommand,
};

/** Every command; `run` is what the program does without a command's name. */
export function allCommands(): Promise<Command[]> {
  return Promise.all(Object.values(loaders).map((load) => load()));
}

/** Runs the program; returns its exit code. Only a bug throws. */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<number> {
  const named = Object.hasOwn(loaders, args[0] ?? '') ? args[0] : undefined;
  const command = await loaders[named ?? 'run']!();
  const rest = named === undefined ? args : args.slice(1);
  if (asksForHelp(rest)) {
    terminal.out.write(
      named === undefined ? programHelp(await allCommands(), command) : commandHelp(command),
    );
    return exitCodes.ok;
  }
  try {
    if (named === undefined) refuseUnknownCommand(args[0]);
    return await command.run(parseFlags(command.flags, rest), terminal);
  } catch (error) {
    return report(error, command, terminal);
  }
}

/**
 * A bare word in the place of a command that is no file either.
 * @throws UsageError
 */
function refuseUnknownCommand(word: string | undefined): void {
  if (word === undefined || !/^[a-z]+$/.test(word) || existsSync(word)) return;
  const names = Object.keys(loaders);
  const near = nearestWord(word, names);
  const next = near === undefined ? `there are: ${names.join(', ')}` : `did you mean "${near}"?`;
  throw new UsageError(`unknown command "${word}", and no file of that name; ${next}`);
}

/** A mistake of the user is a message; anything else is a bug and is shown with its stack by the process. */
function report(error: unknown, command: Command, terminal: Terminal): number {
  if (error instanceof UsageError) {
    const help =
      command.name === 'run' ? 'auditlog-exporter --help' : `auditlog-exporter ${command.name} --help`;
    terminal.err.write(`auditlog-exporter: ${error.message}\nSee ${help}\n`);
    return exitCodes.usage;
  }
  if (error instanceof ConfigError) {
    terminal.err.write(`${error.message}\n`);
    return exitCodes.failure;
  }
  if (error instanceof OperationError || isSystemError(error)) {
    terminal.err.write(`auditlog-exporter: ${(error as Error).message}\n`);
    return exitCodes.failure;
  }
  throw error;
}

function isSystemError(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^E[A-Z]+$/.test(error.code)
  );
}
