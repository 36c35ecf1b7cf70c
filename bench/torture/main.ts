// Writes logs, rotates and kills without mercy, and compares every number with the truth: npm run torture. Needs Linux,
// logrotate, gzip and prometheus; mtail for --tool mtail.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingPrograms } from './missing-programs.js';
import { type CommandLine, parseOptions, type ToolName, usage } from './options.js';
import { comparison, report } from './report.js';
import type { TortureResult } from './result.js';
import { tortureTool } from './torture-tool.js';

const signals = ['SIGINT', 'SIGTERM'] as const;
const say = (message: string) => process.stdout.write(`${message}\n`);

async function torture(tool: ToolName, options: CommandLine): Promise<TortureResult> {
  const directory = mkdtempSync(join(tmpdir(), 'auditlog-exporter-torture-'));
  const remove = () => {
    if (options.keep) say(`everything is in ${directory}`);
    else rmSync(directory, { recursive: true, force: true });
  };
  const interrupted = () => {
    remove();
    process.exit(1);
  };
  // The children of a run get the SIGINT of a terminal too, and the writer ends with us.
  for (const signal of signals) process.once(signal, interrupted);
  try {
    const result = await tortureTool(tool, options, directory);
    say(report(result, options));
    for (const problem of result.problems) say(`WRONG: ${problem}`);
    return result;
  } finally {
    for (const signal of signals) process.off(signal, interrupted);
    remove();
  }
}

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n${usage}`);
    return 2;
  }
  const results: TortureResult[] = [];
  for (const tool of options.tools) {
    const missing = missingPrograms(tool);
    if (missing.length === 0) results.push(await torture(tool, options));
    else
      say(
        `goes on without ${tool}: ${missing.join(', ')} not found (Debian: apt-get install ${missing.join(' ')})`,
      );
  }
  if (options.tools.length > 1) say(comparison(results));
  // Of a comparison only our own part is ours to answer for.
  const ours = options.tools.length > 1 ? results.slice(0, 1) : results;
  const right = ours.length > 0 && ours.every(isRight);
  say(
    right
      ? 'every number is the truth'
      : `NOT THE TRUTH; again with: npm run torture -- ${process.argv.slice(2).join(' ')}`,
  );
  return right ? 0 : 1;
}

function isRight({ problems, files }: TortureResult): boolean {
  return problems.length === 0 && files.every(({ lost, twice }) => lost === 0 && twice === 0);
}

process.exitCode = await main();
