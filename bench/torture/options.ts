import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { repository } from '../repository.js';
import { chooseKinds, type Kind, kinds } from './kinds.js';

export const tools = ['exporter', 'mtail', 'logdna', 'tail-file'] as const;
export type ToolName = (typeof tools)[number];

export interface TortureOptions {
  readonly seed: number;
  readonly seconds: number;
  /** Lines per second, of all files together. */
  readonly rate: number;
  readonly kinds: readonly Kind[];
  /** Kills a minute, on average; 0: none. */
  readonly kills: number;
  /** copytruncate while the writer goes on. */
  readonly loose: boolean;
  readonly keep: boolean;
  readonly program: string;
}

export interface CommandLine extends TortureOptions {
  readonly tools: readonly ToolName[];
}

export const usage = `usage: npm run torture -- [--seed 1] [--seconds 60] [--rate 20000] [--kinds rename,copytruncate,…] [--kills 10]
         [--loose-copytruncate] [--tool exporter|mtail|logdna|tail-file] [--compare] [--keep]

A word of --kinds chooses every kind that holds it, behind a "-" it takes them away (--kinds=-stale):
${kinds.join(', ')}.
--kills: how often the exporter is killed or stopped in a minute, 0 for never. --compare runs all tools, one table.
`;

/** Options from the command line, or what is wrong with them. */
export function parseOptions(args: readonly string[]): CommandLine | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        seed: { type: 'string', default: '1' },
        seconds: { type: 'string', default: '60' },
        rate: { type: 'string', default: '20000' },
        kinds: { type: 'string' },
        kills: { type: 'string', default: '10' },
        'loose-copytruncate': { type: 'boolean', default: false },
        tool: { type: 'string', default: 'exporter' },
        compare: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
        program: { type: 'string', default: join(repository, 'dist', 'main.js') },
      },
    });
    return {
      seed: number('--seed', values.seed, 0),
      seconds: number('--seconds', values.seconds, 1),
      rate: number('--rate', values.rate, 1),
      kinds: values.kinds === undefined ? kinds : chooseKinds(values.kinds.split(',')),
      kills: number('--kills', values.kills, 0),
      loose: values['loose-copytruncate'],
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

function tool(name: string): ToolName {
  const found = tools.find((each) => each === name);
  if (found === undefined) throw new Error(`cannot read --tool "${name}": give one of ${tools.join(', ')}`);
  return found;
}
