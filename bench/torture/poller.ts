import { setTimeout as sleep } from 'node:timers/promises';
import { Monotone } from './monotone.js';
import type { RunCounts } from './run-counts.js';

/** A person, to whom every value is shown at once, and a scraper, which sees a new series at 0 first. */
const clients = [
  { name: 'a person', headers: { 'User-Agent': 'torture-person' } },
  {
    name: 'a scraper',
    headers: { 'User-Agent': 'torture-scraper', 'X-Prometheus-Scrape-Timeout-Seconds': '1' },
  },
] as const;

const pause = 100;
const timeout = 5_000;

export interface PollerOptions {
  /** Of the metrics. */
  readonly url: string;
  readonly counts: RunCounts;
  readonly problem: (message: string) => void;
}

/** Reads the metrics all the time, as fast as a person who mistrusts them would. */
export class Poller {
  readonly #options: PollerOptions;
  readonly #stop = new AbortController();

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  stop(): void {
    this.#stop.abort();
  }

  async run(): Promise<void> {
    const watches = clients.map((client) => ({ ...client, monotone: new Monotone(client.name) }));
    while (!this.#stop.signal.aborted) {
      for (const { headers, monotone } of watches) {
        const text = await this.#read(headers);
        const problems = text === undefined ? [] : monotone.check(text);
        for (const problem of problems) this.#options.problem(`${problem}, at ${new Date().toISOString()}`);
        await sleep(pause);
      }
    }
  }

  async #read(headers: Readonly<Record<string, string>>): Promise<string | undefined> {
    const { url, counts, problem } = this.#options;
    try {
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeout) });
      const text = await response.text();
      counts.add(`polls: ${response.status}`);
      if (response.status === 200) return text;
      if (response.status !== 503) problem(`/metrics answered ${response.status}: ${text.slice(0, 200)}`);
      else if (response.headers.get('Retry-After') === null) problem('a 503 had no Retry-After');
    } catch {
      // It was killed, in the middle of the answer perhaps.
      counts.add('polls: no answer');
    }
    return undefined;
  }
}
