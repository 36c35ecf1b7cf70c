import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../base/clock.js';
import { silentLogger } from '../base/log.js';
import { intervalWaker } from '../base/waker.js';
import { configForFiles } from '../config/config-for-files.js';
import { compileConfig } from '../exporter/compile-config.js';
import { Exporter } from '../exporter/exporter.js';
import { createServer, type WebServer } from '../web/server.js';
import type { Command } from './command.js';
import type { Parsed } from './flags.js';
import { listen as startListening } from './listen.js';
import { liveSummary } from './live-summary.js';
import { createSimulator, yesterdaysLines } from './simulator/simulator.js';
import { demoLogPaths, writeDemoLogs } from './simulator/write-demo-logs.js';
import { sourceSummaries } from './source-summaries.js';
import { exitCodes, type Terminal, UsageError } from './terminal.js';
import { buildInfo } from './version.js';

const WRITE_MS = 200;
const SHOW_MS = 2_000;
const DEFAULT_ADDRESS = '127.0.0.1:10105';

export const demoCommand: Command = {
  name: 'demo',
  usage: '[options]',
  summary: 'writes lively Vault and Conjur logs, follows them and shows what happens',
  description: `Writes logs as a Vault and a Conjur in use would, with an intruder among the users, into a temporary directory;
follows them, serves the metrics, and shows every two seconds what they say. Ctrl-C ends it and removes the logs.`,
  flags: {
    'web.listen-address': {
      value: 'HOST:PORT',
      default: DEFAULT_ADDRESS,
      help: 'Where to serve; another port when taken.',
    },
    seed: { value: 'N', default: '1', help: 'Another seed, another story.' },
    seconds: { value: 'N', help: 'End after so many seconds.' },
  },
  async run(parsed, terminal) {
    const seed = wholeNumber(parsed, 'seed') ?? 1;
    const seconds = wholeNumber(parsed, 'seconds');
    const directory = mkdtempSync(join(tmpdir(), 'auditlog-exporter-demo-'));
    try {
      return await runDemo(directory, { seed, seconds, parsed, terminal });
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  },
};

interface DemoOptions {
  readonly seed: number;
  readonly seconds: number | undefined;
  readonly parsed: Parsed;
  readonly terminal: Terminal;
}

async function runDemo(directory: string, { seed, seconds, parsed, terminal }: DemoOptions): Promise<number> {
  const stopped = new Promise<void>((resolve) => {
    terminal.onSignal('stop', resolve);
    if (seconds !== undefined) setTimeout(resolve, seconds * 1000);
  });
  const stopWriting = writeDemoLogs(createSimulator({ seed, clock: systemClock }), directory, {
    clock: systemClock,
    waker: intervalWaker(WRITE_MS),
    logger: silentLogger,
    history: yesterdaysLines({ seed, clock: systemClock }),
  });
  const exporter = demoExporter(directory, terminal);
  const { server, url } = await serveDemo(exporter, parsed.get('web.listen-address') ?? DEFAULT_ADDRESS);
  exporter.start();
  terminal.out.write(`${welcome(directory, url)}\n\n`);
  const stopShowing = showEvery(SHOW_MS, exporter, terminal);
  await stopped;
  stopShowing();
  stopWriting();
  await Promise.all([server.close(), exporter.stop()]);
  return exitCodes.ok;
}

function demoExporter(directory: string, terminal: Terminal): Exporter {
  const paths = demoLogPaths(directory);
  const files = [
    { name: 'vault', files: [paths.vaultAudit], preset: 'vault-audit' },
    { name: 'vault-server', files: [paths.vaultServer], preset: 'vault-server' },
    { name: 'conjur', files: [paths.conjurAudit], preset: 'conjur' },
  ];
  return new Exporter({
    clock: systemClock,
    logger: silentLogger,
    waker: intervalWaker,
    stdin: terminal.stdin,
    build: buildInfo(),
    load: (telemetry) => compileConfig(configForFiles(files), { telemetry, clock: systemClock }),
    keepState: false,
    failed: (error) => {
      throw error;
    },
  });
}

/** On the wanted address; when it is the default one and taken, on any free port. */
async function serveDemo(exporter: Exporter, listen: string): Promise<{ server: WebServer; url: string }> {
  const server = createServer({
    listen,
    telemetryPath: '/metrics',
    metrics: async () => (await exporter.answer(undefined)).families,
    ready: () => ({ ready: true, message: 'ready' }),
    version: buildInfo(),
    sources: () => sourceSummaries(exporter),
    logger: silentLogger,
  });
  try {
    return { server, url: (await startListening(server)).url };
  } catch (error) {
    if (listen !== DEFAULT_ADDRESS || !String(error).includes('EADDRINUSE')) throw error;
    return serveDemo(exporter, '127.0.0.1:0');
  }
}

function welcome(directory: string, url: string): string {
  return `auditlog-exporter demo: a Vault and a Conjur at work, and somebody who should not be there.

  logs     ${directory}
  metrics  ${url}/metrics
  status   ${url}/
  try      curl -s ${url}/metrics | grep audit_denied_total

Ctrl-C ends it.`;
}

/** Draws over itself on a terminal, else one block after the other. */
function showEvery(milliseconds: number, exporter: Exporter, terminal: Terminal): () => void {
  const started = systemClock.monotonic();
  let drawn = 0;
  const timer = setInterval(async () => {
    const seconds = Math.round((systemClock.monotonic() - started) / 1000);
    const lines = liveSummary((await exporter.answer(undefined)).families, seconds);
    const back = terminal.out.isTTY === true && drawn > 0 ? `\u001b[${drawn}A\u001b[J` : '';
    terminal.out.write(`${back}${lines.join('\n')}\n`);
    drawn = lines.length;
  }, milliseconds);
  return () => clearInterval(timer);
}

function wholeNumber(parsed: Parsed, name: string): number | undefined {
  const text = parsed.get(name);
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text))
    throw new UsageError(`option "--${name}" must be a whole number, found "${text}"`);
  return Number(text);
}
