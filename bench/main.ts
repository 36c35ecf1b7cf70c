// CPU seconds per log, beside a bare loop and mtail, with every total checked: npm run bench. Needs Linux and bash.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateServerLog } from './generate-server-log.js';
import { generateVaultAudit } from './generate-vault-audit.js';
import { type BenchOptions, parseOptions, usage } from './options.js';
import { resultTable } from './result-table.js';
import { exporterTool, exporterToolWithoutMemory } from './run-exporter.js';
import { runJob, type ToolResult } from './run-job.js';
import { mtailTool } from './run-mtail.js';
import { referenceTool } from './run-reference.js';
import type { Job, Tool } from './tool.js';
import type { Truth } from './truth.js';

const say = (message: string) => process.stderr.write(`${message}\n`);
const shownProblems = 10;

/** Runs both jobs in `directory`; true when every tool that ran got every total right. */
async function bench(options: BenchOptions, directory: string): Promise<boolean> {
  const { seed } = options;
  let right = true;
  const jobs: readonly (readonly [Job, (file: string) => Truth])[] = [
    ['vault-audit', (file) => generateVaultAudit(file, { size: options.size, seed })],
    ['server-log', (file) => generateServerLog(file, { size: options.serverSize, seed })],
  ];
  for (const [job, generate] of jobs) {
    const file = join(directory, `${job}.log`);
    say(`${job}: generating ${file}`);
    const truth = generate(file);
    const results = await runJob(toolsFor(job), { file, truth, runs: options.runs, say });
    process.stdout.write(
      `\n${job}: ${truth.lines} lines, ${truth.bytes} bytes\n\n${resultTable(results, truth)}\n`,
    );
    for (const result of results) report(job, result);
    right &&= results.every((result) => result.problems.length === 0);
  }
  return right;
}

function toolsFor(job: Job): readonly Tool[] {
  const bare = job === 'vault-audit' ? [exporterToolWithoutMemory()] : [];
  const tools = [referenceTool(job), exporterTool(job), ...bare, mtailTool(job)];
  for (const { name, unavailable } of tools) {
    if (unavailable !== undefined) say(`${job}: goes on without ${name}: ${unavailable}`);
  }
  return tools.filter((tool) => tool.unavailable === undefined);
}

function report(job: Job, { name, problems }: ToolResult): void {
  for (const problem of problems.slice(0, shownProblems)) say(`${job}: ${name}: ${problem}`);
  if (problems.length > shownProblems) say(`${job}: ${name}: and ${problems.length - shownProblems} more`);
}

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n${usage}`);
    return 2;
  }
  const directory = mkdtempSync(join(tmpdir(), 'auditlog-exporter-bench-'));
  const remove = () => {
    if (options.keep) say(`the logs are in ${directory}`);
    else rmSync(directory, { recursive: true, force: true });
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      remove();
      process.exit(1);
    });
  }
  process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown CPU'}\n`);
  try {
    return (await bench(options, directory)) ? 0 : 1;
  } finally {
    remove();
  }
}

process.exitCode = await main();
