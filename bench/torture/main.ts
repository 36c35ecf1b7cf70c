// Writes logs, rotates and kills without mercy, and compares every number with the truth: npm run torture. Needs Linux,
// logrotate, gzip and prometheus; mtail and syslog-ng for those tools.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { missingPrograms, packagesOf } from './missing-programs.js';
import { type CommandLine, parseOptions, type ToolName, usage } from './options.js';
import { comparison, report } from './report.js';
import { isTrue, type TortureResult } from './result.js';
import { seedsTable } from './seeds-table.js';
import { tortureTool } from './torture-tool.js';

const signals = ['SIGINT', 'SIGTERM'] as const;
const say = (message: string) => process.stdout.write(`${message}\n`);

async function torture(tool: ToolName, options: CommandLine): Promise<TortureResult> {
  const directory = mkdtempSync(join(tmpdir(), 'auditlog-exporter-torture-'));
  let kept = options.keep;
  const remove = () => {
    if (kept) say(`everything is in ${directory}`);
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
    kept &&= options.seeds.length === 1 || !isTrue(result);
    say(report(result, options));
    for (const problem of result.problems) say(`WRONG: ${problem}`);
    for (const line of result.stories) say(line);
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
  const runs: { seed: number; tool: ToolName; result: TortureResult }[] = [];
  for (const tool of options.tools.filter(isAble)) {
    for (const seed of options.seeds)
      runs.push({ seed, tool, result: await torture(tool, { ...options, seed }) });
  }
  if (options.tools.length > 1) say(comparison(runs.map(({ result }) => result)));
  // Of a comparison only our own part is ours to answer for.
  const ours = options.tools.length > 1 ? runs.filter(({ tool }) => tool === 'exporter') : runs;
  if (options.seeds.length > 1) say(seedsTable(ours));
  const right = ours.length > 0 && ours.every(({ result }) => isTrue(result));
  say(
    right
      ? 'every number is the truth'
      : `NOT THE TRUTH; again with: npm run torture -- ${process.argv.slice(2).join(' ')}`,
  );
  return right ? 0 : 1;
}

function isAble(tool: ToolName): boolean {
  const missing = missingPrograms(tool);
  if (missing.length === 0) return true;
  const packages = packagesOf(missing).join(' ');
  say(`goes on without ${tool}: ${missing.join(', ')} not found (Debian: apt-get install ${packages})`);
  return false;
}

process.exitCode = await main();
