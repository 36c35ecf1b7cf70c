import { parseArgs } from 'node:util';
import { nearestWord } from '../config/nearest-word.js';
import { UsageError } from './terminal.js';

/** One option of a command: its help line, and what it takes. */
export interface Flag {
  /** Name of the value in the help, such as `FILE`; undefined for a switch. */
  readonly value?: string;
  readonly default?: string;
  /** The words it takes, when there are only some. */
  readonly choices?: readonly string[];
  readonly help: string;
}

export type Flags = Readonly<Record<string, Flag>>;

export interface Parsed {
  /** Value of an option: what was given, else its default. */
  get(name: string): string | undefined;
  has(name: string): boolean;
  readonly positionals: readonly string[];
}

/**
 * Reads a command line in the manner of Prometheus' programs: `--web.listen-address=:9100` or with a blank.
 * @throws UsageError for unknown options, missing values and words that are not a choice.
 */
export function parseFlags(flags: Flags, args: readonly string[]): Parsed {
  const options = Object.fromEntries(
    Object.entries({ ...flags, help: { help: '' } } as Flags).map(([name, { value }]) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const values = new Map<string, string>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option')
      values.set(token.name, checked(flags, token.rawName, token.name, token.value));
  }
  return {
    get: (name) => values.get(name) ?? flags[name]?.default,
    has: (name) => values.has(name),
    positionals,
  };
}

function checked(flags: Flags, raw: string, name: string, value: string | undefined): string {
  if (name === 'help' || raw === '-h') return '';
  const flag = flags[name];
  if (flag === undefined) {
    const near = nearestWord(name, Object.keys(flags));
    throw new UsageError(`unknown option "${raw}"${near === undefined ? '' : `; did you mean "--${near}"?`}`);
  }
  if (flag.value === undefined) {
    if (value !== undefined) throw new UsageError(`option "${raw}" takes no value, found "${value}"`);
    return '';
  }
  if (value === undefined || value === '')
    throw new UsageError(`option "${raw}" needs a value: ${raw}=${flag.value}`);
  if (flag.choices !== undefined && !flag.choices.includes(value)) {
    throw new UsageError(`option "${raw}" must be one of ${flag.choices.join(', ')}, found "${value}"`);
  }
  return value;
}

/** True when the command line asks for help. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return args.slice(0, end === -1 ? undefined : end).some((arg) => arg === '--help' || arg === '-h');
}

/** The options as lines of a help text. */
export function describeFlags(flags: Flags): string {
  const rows = Object.entries(flags).map(([name, flag]) => {
    const usage = flag.value === undefined ? `--${name}` : `--${name}=${flag.default ?? flag.value}`;
    const choices = flag.choices === undefined ? '' : ` One of: ${flag.choices.join(', ')}.`;
    return [usage, `${flag.help}${choices}`] as const;
  });
  const width = Math.max(...rows.map(([usage]) => usage.length));
  return rows.map(([usage, help]) => `  ${usage.padEnd(width)}  ${help}`).join('\n');
}
