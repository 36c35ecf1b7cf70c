import { systemClock } from '../base/clock.js';
import { createLogger, type Logger } from '../base/log.js';
import { configForFiles } from '../config/config-for-files.js';
import { loadConfig } from '../config/load-config.js';
import { nearestWord } from '../config/nearest-word.js';
import { compileConfig } from '../exporter/compile-config.js';
import type { Pipeline } from '../exporter/pipeline.js';
import { negotiate } from '../expose/negotiate.js';
import { renderText } from '../expose/render-text.js';
import { instrumentFamilies } from '../series/instrument-families.js';
import { memoryFamilies } from '../series/memory-families.js';
import { selfFamilies } from '../series/self-families.js';
import { SourceAccounts } from '../series/source-account.js';
import { readFiles } from '../tail/read-files.js';
import type { Command } from './command.js';
import { fileSources } from './file-sources.js';
import type { Parsed } from './flags.js';
import { progressBar } from './progress-bar.js';
import { exitCodes, OperationError, type Terminal, UsageError } from './terminal.js';

export const replayCommand: Command = {
  name: 'replay',
  usage: '[options] FILE…',
  summary: 'reads files from start to end and prints the metrics they give',
  description: `Reads files (also .gz; "-" is standard input) once from start to end and prints the exposition they give to
standard output, in text format 0.0.4; then what became of the lines, to standard error. Nothing is served or stored.
Without --preset or --source each file is recognised by its first lines.`,
  flags: {
    preset: { value: 'NAME', help: 'Read the files as this preset says.' },
    'config.file': { value: 'FILE', help: 'With --source: take the rules from this configuration.' },
    source: { value: 'NAME', help: 'Read the files as this source of the configuration.' },
  },
  async run(parsed, terminal) {
    const files = parsed.positionals;
    if (files.length === 0) throw new UsageError('expected at least one file');
    if (parsed.has('preset') && parsed.has('source'))
      throw new UsageError('give either --preset or --source, not both');
    if (parsed.has('config.file') && !parsed.has('source'))
      throw new UsageError('--config.file goes with --source=NAME');
    const accounts = new SourceAccounts([]);
    const logger = createLogger({ level: 'warn', format: 'logfmt' }, terminal.err);
    const jobs = (parsed.has('source') ? sourceJobs : fileJobs)(parsed, { accounts, logger });
    await readAll(jobs, accounts, terminal);
    const instruments = new Map(jobs.map(({ name, pipeline }) => [name, pipeline.instruments]));
    const memories = new Map(jobs.map(({ name, pipeline }) => [name, pipeline.memories]));
    const families = [
      ...instrumentFamilies([...instruments.values()].flat()),
      // What happened long ago is looked at as if it were then.
      ...memoryFamilies([...memories.values()].flat(), Number.NEGATIVE_INFINITY),
      ...selfFamilies(accounts, instruments, memories),
    ];
    for (const piece of renderText(families, negotiate(undefined))) terminal.out.write(piece);
    for (const job of jobs) terminal.err.write(`${summary(job, accounts)}\n`);
    return exitCodes.ok;
  },
};

/** Files to be read by one pipeline. */
interface Job {
  readonly name: string;
  readonly preset: string | undefined;
  readonly files: readonly string[];
  readonly pipeline: Pipeline;
  readonly maxLineBytes: number;
}

/** Where jobs report to: what became of the lines, and in which of them a credential stands. */
interface Reports {
  readonly accounts: SourceAccounts;
  readonly logger: Logger;
}

function fileJobs(parsed: Parsed, { accounts, logger }: Reports): Job[] {
  const sources = fileSources(parsed.positionals, parsed.get('preset'));
  const { config, pipelines } = compileConfig(configForFiles(sources), {
    telemetry: accounts,
    clock: systemClock,
    logger,
  });
  return config.sources.map(({ name, preset, files, maxLineBytes }) => {
    accounts.of(name);
    return { name, preset, files, pipeline: pipelines.get(name)!, maxLineBytes };
  });
}

function sourceJobs(parsed: Parsed, { accounts, logger }: Reports): Job[] {
  const name = parsed.get('source')!;
  const file = parsed.get('config.file') ?? 'exporter.yml';
  const { config, pipelines } = compileConfig(loadConfig(file), {
    telemetry: accounts,
    clock: systemClock,
    logger,
  });
  const source = config.sources.find((one) => one.name === name);
  if (source === undefined) {
    const near = nearestWord(
      name,
      config.sources.map((one) => one.name),
    );
    throw new UsageError(
      `${file} has no source "${name}"${near === undefined ? '' : `; did you mean "${near}"?`}`,
    );
  }
  accounts.of(name);
  const { preset, maxLineBytes } = source;
  return [{ name, preset, files: parsed.positionals, pipeline: pipelines.get(name)!, maxLineBytes }];
}

async function readAll(jobs: readonly Job[], accounts: SourceAccounts, terminal: Terminal): Promise<void> {
  for (const { name, files, pipeline, maxLineBytes } of jobs) {
    const bar = progressBar(terminal.err, name, systemClock);
    await readFiles({
      source: name,
      paths: files,
      maxLineBytes,
      sink: (chunk) => pipeline.take(chunk),
      telemetry: accounts,
      stdin: terminal.stdin,
      onProgress: (done, total) => bar.show(done, total),
    })
      .catch(explain)
      .finally(() => bar.clear());
  }
}

/** What is wrong with a file is told by its message; everything else is a bug. */
function explain(error: unknown): never {
  if (error instanceof Error && error.message.startsWith('cannot read '))
    throw new OperationError(error.message, { cause: error });
  throw error;
}

function summary({ name, preset }: Job, accounts: SourceAccounts): string {
  const { event, ignored, invalid, tooLong } = accounts.of(name).lines;
  const lines = event + ignored + invalid + tooLong;
  const by = preset === undefined ? '' : ` (${preset})`;
  return `${name}${by}: ${lines} lines = ${event} event + ${ignored} ignored + ${invalid} invalid + ${tooLong} too long`;
}
