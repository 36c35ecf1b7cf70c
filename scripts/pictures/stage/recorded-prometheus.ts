import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../../../bench/torture/free-port.js';
import { waitFor } from '../../../bench/torture/wait.js';
import type { RawSeries, Source } from '../query/ask-panel.js';

const run = promisify(execFile);
const startTimeout = 60_000;

interface ApiSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

/** A Prometheus server that has what a file in the OpenMetrics format says, and scrapes nothing. */
export class RecordedPrometheus implements Source {
  readonly #url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.#url = url;
    this.#child = child;
  }

  /** `directory`: for its blocks and its log. @throws Error when it does not start, or the file is not sound. */
  static async start(openMetrics: string, directory: string): Promise<RecordedPrometheus> {
    const blocks = join(directory, 'blocks');
    await run('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', openMetrics, blocks]);
    const config = join(directory, 'prometheus.yml');
    writeFileSync(config, 'scrape_configs: []\n');
    const address = `127.0.0.1:${await freePort()}`;
    const log = join(directory, 'prometheus.log');
    const output = openSync(log, 'a');
    const child = spawn(
      'prometheus',
      [
        `--config.file=${config}`,
        `--storage.tsdb.path=${blocks}`,
        '--storage.tsdb.retention.time=100y',
        `--web.listen-address=${address}`,
      ],
      { stdio: ['ignore', output, output] },
    );
    const prometheus = new RecordedPrometheus(`http://${address}`, child);
    const answers = () =>
      prometheus.instant('vector(1)', 0).then(
        () => true,
        () => false,
      );
    if (await waitFor(answers, startTimeout)) return prometheus;
    await prometheus.stop();
    throw new Error(`Prometheus does not answer: ${readFileSync(log, 'utf8')}`);
  }

  instant(promql: string, time: number): Promise<RawSeries> {
    return this.#ask('query', { query: promql, time: String(time) });
  }

  range(promql: string, { from, to }: { from: number; to: number }, step: number): Promise<RawSeries> {
    return this.#ask('query_range', { query: promql, start: `${from}`, end: `${to}`, step: `${step}` });
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('close', resolve));
    if (this.#child.exitCode !== null || !this.#child.kill('SIGKILL')) return;
    await ended;
  }

  async #ask(path: string, parameters: Readonly<Record<string, string>>): Promise<RawSeries> {
    const body = new URLSearchParams(parameters);
    const response = await fetch(`${this.#url}/api/v1/${path}`, { method: 'POST', body });
    const { data, error } = (await response.json()) as {
      data?: { result: ApiSeries[] | [number, string] };
      error?: string;
    };
    if (data === undefined) throw new Error(`Prometheus refuses ${parameters['query']}: ${error}`);
    return seriesOf(data.result);
  }
}

/** A scalar is a series without labels. */
function seriesOf(result: readonly ApiSeries[] | readonly [number, string]): RawSeries {
  const all = typeof result[0] === 'number' ? [{ metric: {}, value: result as [number, string] }] : result;
  return (all as readonly ApiSeries[]).map(
    ({ metric, value, values = value === undefined ? [] : [value] }) => ({
      labels: metric,
      points: new Map(values.map(([time, text]) => [time, numberOf(text)])),
    }),
  );
}

function numberOf(text: string): number {
  return Number(text.replace('Inf', 'Infinity'));
}
