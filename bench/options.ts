import { parseArgs } from 'node:util';
import { parseBytes } from '../src/base/bytes.js';

export interface BenchOptions {
  /** Bytes of the audit log. */
  readonly size: number;
  /** Bytes of the server log. */
  readonly serverSize: number;
  readonly runs: number;
  /** Leave the logs where they are. */
  readonly keep: boolean;
  readonly seed: number;
}

export const usage =
  'usage: npm run bench -- [--size 1GiB] [--server-size 512MiB] [--runs 3] [--seed 1] [--keep]\n';

/** Options from the command line, or what is wrong with them. */
export function parseOptions(args: readonly string[]): BenchOptions | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        size: { type: 'string', default: '1GiB' },
        'server-size': { type: 'string', default: '512MiB' },
        runs: { type: 'string', default: '3' },
        seed: { type: 'string', default: '1' },
        keep: { type: 'boolean', default: false },
      },
    });
    return {
      size: bytes('--size', values.size),
      serverSize: bytes('--server-size', values['server-size']),
      runs: count('--runs', values.runs),
      seed: count('--seed', values.seed),
      keep: values.keep,
    };
  } catch (error) {
    return (error as Error).message;
  }
}

function bytes(name: string, text: string): number {
  const size = parseBytes(text);
  if (size === undefined || size === 0)
    throw new Error(`cannot read ${name} "${text}": give a size such as 1GiB`);
  return size;
}

function count(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new Error(`cannot read ${name} "${text}": give a whole number from 1`);
  }
  return number;
}
