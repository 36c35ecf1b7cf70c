import { type Measurement, measure } from './measure.js';
import { differences, Tally } from './tally.js';
import type { Tool } from './tool.js';
import type { Truth } from './truth.js';

export interface ToolResult {
  readonly name: string;
  readonly runs: readonly Measurement[];
  /** What went wrong: a failed command, totals that are not the truth. Empty when all is well. */
  readonly problems: readonly string[];
}

export interface JobOptions {
  readonly file: string;
  readonly truth: Truth;
  readonly runs: number;
  readonly say: (message: string) => void;
}

/**
 * Runs every tool once, then every tool again: a machine that grows slower or busier does so for all alike.
 * A tool that fails once is not run again.
 */
export async function runJob(tools: readonly Tool[], options: JobOptions): Promise<readonly ToolResult[]> {
  const measured = tools.map((tool) => ({ tool, runs: [] as Measurement[], problems: [] as string[] }));
  const truth = withLines(options.truth);
  for (let run = 1; run <= options.runs; run += 1) {
    for (const entry of measured) {
      if (entry.problems.length > 0) continue;
      const result = await measure(entry.tool.command(options.file));
      entry.runs.push(result);
      entry.problems.push(...problemsOf(entry.tool, result, truth));
      options.say(`run ${run}/${options.runs} ${entry.tool.name}: ${result.cpuSeconds.toFixed(2)} CPU s`);
    }
  }
  return measured.map(({ tool, runs, problems }) => ({ name: tool.name, runs, problems }));
}

function problemsOf(tool: Tool, result: Measurement, truth: Tally): readonly string[] {
  if (result.exitCode !== 0) return [`exited with ${result.exitCode}: ${result.stderr.trim()}`];
  try {
    return differences(truth, tool.tally(result.stdout), tool.groups);
  } catch (error) {
    return [`printed what cannot be read: ${(error as Error).message}`];
  }
}

function withLines({ tally, lines }: Truth): Tally {
  const all = new Tally();
  for (const group of tally.groups) {
    for (const [key, count] of tally.group(group)) all.add(group, key, count);
  }
  all.add('lines', 'all', lines);
  return all;
}
