import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repository } from '../repository.js';
import { chooseKinds, type Kind, kinds } from './kinds.js';

export const tools = ['exporter', 'tail-file', 'logdna', 'mtail', 'syslog-ng'] as const;
export type ToolName = (typeof tools)[number];

export interface TortureOptions {
  readonly seed: number;
  readonly seconds: number;
  /** Lines per second, of all files together. */
  readonly rate: number;
  readonly kinds: readonly Kind[];
  /** Kills a minute, on average; 0: none. */
  readonly kills: number;
  readonly keep: boolean;
  readonly program: string;
}

export interface CommandLine extends TortureOptions {
  /** One run for each. */
  readonly seeds: readonly number[];
  readonly tools: readonly ToolName[];
}

export const usage = `usage: npm run torture -- [--seed 1 | --seeds 1-20] [--seconds 60] [--rate 20000] [--kinds rename,copytruncate,…] [--kills 15]
         [--tool exporter|tail-file|logdna|mtail|syslog-ng] [--compare] [--keep]

A word of --kinds chooses every kind that holds it, behind a "-" it takes them away (--kinds=-window):
${kinds.join(', ')}.
--kills: how often the exporter is killed or stopped in a minute, 0 for never. --seeds runs one after the
other and ends with a table. --compare runs all tools, one table. --keep keeps the directories, of many seeds those of
runs that failed: timeline.txt is what was done, failure.txt what is known of each loss.
`;

/** Options from the command line, or what is wrong with them. */
export function parseOptions(args: readonly string[]): CommandLine | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string', default: '1' },
        seeds: { type: 'string' },
        seconds: { type: 'string', default: '60' },
        rate: { type: 'string', default: '20000' },
        kinds: { type: 'string' },
        kills: { type: 'string', default: '15' },
        tool: { type: 'string', default: 'exporter' },
        compare: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        program: { type: 'string', default: join(repository, 'dist', 'main.js') },
      },
    });
    const seeds = values.seeds === undefined ? [number('--seed', values.seed, 0)] : range(values.seeds);
    return {
      seed: seeds[0]!,
      seeds,
      seconds: number('--seconds', values.seconds, 1),
      rate: number('--rate', values.rate, 1),
      kinds: values.kinds === undefined ? kinds : chooseKinds(values.kinds.split(',')),
      kills: number('--kills', values.kills, 0),
      keep: values.keep,
      program: values.program,
      tools: values.compare ? tools : [tool(values.tool)],
    };
  } catch (error) {
    return (error as Error).message;
  }
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) {
    throw new Error(`cannot read ${name} "${text}": give a whole number from ${least}`);
  }
  return value;
}

/** `1-20`, `3`. */
function range(text: string): readonly number[] {
  const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text);
  const from = Number(match?.[1]);
  const to = Number(match?.[2] ?? match?.[1]);
  if (!(to >= from)) throw new Error(`cannot read --seeds "${text}": give two numbers, as in 1-20`);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function tool(name: string): ToolName {
  const found = tools.find((each) => each === name);
  if (found === undefined) throw new Error(`cannot read --tool "${name}": give one of ${tools.join(', ')}`);
  return found;
}
