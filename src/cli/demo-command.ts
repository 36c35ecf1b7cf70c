import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../base/clock.js';
import { silentLogger } from '../base/log.js';
import type { Exporter } from '../exporter/exporter.js';
import { createServer, type WebServer } from '../web/server.js';
import { answerScrape, readiness } from './answer-scrape.js';
import type { Command } from './command.js';
import { demoExporter } from './demo-exporter.js';
import { listen as startListening } from './listen.js';
import { showLiveSummary } from './live-summary.js';
import {
  describeScenarios,
  type SimulationPlan,
  simulationFlags,
  simulationPlan,
} from './simulator/simulation-flags.js';
import { startSimulation } from './simulator/start-simulation.js';
import { sourceSummaries } from './source-summaries.js';
import { stoppedOrAfter } from './stopped-or-after.js';
import { exitCodes, type Terminal } from './terminal.js';
import { buildInfo } from './version.js';

const SHOW_MS = 2_000;
const DEFAULT_ADDRESS = '127.0.0.1:10105';
// All of them within the first minute, then two minutes in which nothing happens.
const EVERY_SECONDS = '3';
const REST_MS = 120_000;

export const demoCommand: Command = {
  name: 'demo',
  usage: '[options]',
  summary: 'simulates a Vault and a Conjur with intruders, follows their logs and shows what happens',
  description: `Writes logs as a Vault and a Conjur in use would, with scenarios that should not happen, into a temporary directory;
follows them, serves the metrics, and shows every two seconds what they say. After the last scenario there are two quiet
minutes, then they begin again. With --speed above 1 the past day comes first, without scenarios. Ctrl-C ends it and
removes the logs.

Scenarios:
${describeScenarios()}`,
  flags: {
    'web.listen-address': {
      value: 'HOST:PORT',
      default: DEFAULT_ADDRESS,
      help: 'Where to serve; another port when taken.',
    },
    ...simulationFlags(EVERY_SECONDS),
  },
  async run(parsed, terminal) {
    const plan = simulationPlan(parsed);
    const listen = parsed.get('web.listen-address') ?? DEFAULT_ADDRESS;
    const directory = mkdtempSync(join(tmpdir(), 'auditlog-exporter-demo-'));
    const remove = () => rmSync(directory, { recursive: true, force: true });
    // A reader that has seen enough of the output ends the process at once.
    process.once('exit', remove);
    try {
      return await runDemo(directory, { plan, listen, terminal });
    } finally {
      remove();
    }
  },
};

interface DemoOptions {
  readonly plan: SimulationPlan;
  readonly listen: string;
  readonly terminal: Terminal;
}

async function runDemo(directory: string, { plan, listen, terminal }: DemoOptions): Promise<number> {
  const stopped = stoppedOrAfter(terminal, plan.length);
  let playing = 'nothing unusual yet';
  const simulation = startSimulation(directory, plan, {
    ...{ clock: systemClock, logger: silentLogger, rest: REST_MS },
    // Nobody else has anything to do with them.
    ...{ mode: 0o600, maxBytes: 64 * 1024 * 1024 },
    onScenario: ({ name, summary }) => {
      playing = `${name}: ${summary}`;
    },
  });
  const exporter = demoExporter(directory, terminal.stdin);
  const { server, url } = await serveDemo(exporter, listen);
  exporter.start();
  terminal.out.write(`${welcome(directory, url)}\n\n`);
  const stopShowing = showLiveSummary(SHOW_MS, {
    ...{ clock: systemClock, output: terminal.out },
    families: async () => (await exporter.answer(undefined)).families,
    playing: () => (simulation.behind > 0 ? `${Math.round(simulation.behind / 60_000)} min ago` : playing),
  });
  await stopped;
  stopShowing();
  simulation.stop();
  await Promise.all([server.close(), exporter.stop()]);
  return exitCodes.ok;
}

/** On the wanted address; when it is the default one and taken, on any free port. */
async function serveDemo(exporter: Exporter, listen: string): Promise<{ server: WebServer; url: string }> {
  const server = createServer({
    listen,
    telemetryPath: '/metrics',
    metrics: (scrape) => answerScrape(exporter, scrape),
    ready: () => readiness(exporter),
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
  return `auditlog-exporter demo: a Vault and a Conjur at work, and some who should not be there.

  logs     ${directory}
  metrics  ${url}/metrics
  status   ${url}/
  try      curl -s ${url}/metrics | grep audit_denied_total

Ctrl-C ends it.`;
}
