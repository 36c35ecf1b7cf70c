import { type ChildProcess, spawn } from 'node:child_process';
import { openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Labelled } from './exposed.js';
import { waitFor } from './wait.js';

const startTimeout = 20_000;

interface QueriedSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly value?: readonly [number, string];
  readonly values?: readonly (readonly [number, string])[];
}

interface QueryResult {
  readonly data?: { readonly result: readonly QueriedSeries[] };
  readonly error?: string;
}

/** A real Prometheus that scrapes the exporter every 500 ms. */
export class Prometheus {
  readonly #url: string;
  readonly #child: ChildProcess;

  constructor(options: { directory: string; port: number; target: string }) {
    const { directory, port, target } = options;
    this.#url = `http://127.0.0.1:${port}`;
    writeFileSync(
      join(directory, 'prometheus.yml'),
      `global: { scrape_interval: 500ms, scrape_timeout: 500ms }
scrape_configs: [{ job_name: torture, static_configs: [{ targets: ["${target}"] }] }]
`,
    );
    const log = openSync(join(directory, 'prometheus.log'), 'a');
    this.#child = spawn(
      'prometheus',
      ['--config.file=prometheus.yml', '--storage.tsdb.path=tsdb', `--web.listen-address=127.0.0.1:${port}`],
      { cwd: directory, stdio: ['ignore', log, log] },
    );
  }

  /** Resolves when it has scraped the exporter. */
  async scraping(): Promise<void> {
    const up = async () => {
      const samples = await this.query('up == 1').catch(() => []);
      return samples.length > 0;
    };
    if (!(await waitFor(up, startTimeout))) throw new Error('Prometheus never scraped the exporter');
  }

  /** An instant query, as of `time` (seconds since the epoch) or now. @throws Error when Prometheus refuses it or is not there. */
  async query(
    promql: string,
    { name = '', time }: { name?: string; time?: number | undefined } = {},
  ): Promise<readonly Labelled[]> {
    return (await this.#ask(promql, time)).map(({ metric, value }) => ({
      name,
      labels: new Map(Object.entries(metric)),
      value: Number(value?.[1]),
    }));
  }

  /** The samples of the one series that `selector` selects, with its range. Times in seconds since the epoch. */
  async samples(selector: string): Promise<readonly { readonly time: number; readonly value: number }[]> {
    const [series] = await this.#ask(selector);
    return (series?.values ?? []).map(([time, value]) => ({ time, value: Number(value) }));
  }

  async #ask(promql: string, time?: number): Promise<readonly QueriedSeries[]> {
    const response = await fetch(`${this.#url}/api/v1/query`, {
      method: 'POST',
      body: new URLSearchParams({ query: promql, ...(time !== undefined && { time: String(time) }) }),
    });
    const { data, error } = (await response.json()) as QueryResult;
    if (data === undefined) throw new Error(`Prometheus refuses ${promql}: ${error}`);
    return data.result;
  }

  kill(): Promise<void> {
    const gone = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.kill('SIGKILL');
    return this.#child.exitCode === null && this.#child.signalCode === null ? gone : Promise.resolve();
  }
}
