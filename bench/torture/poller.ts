import { setTimeout as sleep } from 'node:timers/promises';
import { fallMark } from './fall-story.js';
import { Monotone } from './monotone.js';
import type { RunCounts } from './run-counts.js';
import type { SeenBlocks } from './seen-blocks.js';
import type { Note } from './timeline.js';

/** A person, to whom every value is shown at once, and a scraper, which sees a new series at 0 first. */
const clients = [
  { name: 'a person', headers: { 'User-Agent': 'torture-person' } },
  {
    name: 'a scraper',
    headers: { 'User-Agent': 'torture-scraper', 'X-Prometheus-Scrape-Timeout-Seconds': '1' },
  },
] as const;

const pause = 100;
/** Of a machine that has a lot to do: it is the exporter that is tested, not the machine. */
const timeout = 20_000;

export interface PollerOptions {
  /** Of the metrics. */
  readonly url: string;
  /** The process that must answer, if there is one. */
  readonly serving: () => number | undefined;
  readonly counts: RunCounts;
  readonly problem: (message: string) => void;
  readonly note: Note;
  readonly seen: SeenBlocks;
}

/** Reads the metrics all the time, as fast as a person who mistrusts them would. */
export class Poller {
  readonly #options: PollerOptions;
  readonly #stop = new AbortController();
  #answered = '';
  /** The process that answered 200. */
  #ready: number | undefined;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  stop(): void {
    this.#stop.abort();
  }

  async run(): Promise<void> {
    const { seen, note } = this.#options;
    const watches = clients.map((client) => ({ ...client, monotone: new Monotone(client.name) }));
    while (!this.#stop.signal.aborted) {
      for (const { headers, monotone } of watches) {
        const text = await this.#read(headers);
        const problems = text === undefined ? [] : monotone.check(text);
        this.#options.counts.add('falls', problems.length);
        if (problems.length > 0) note(`${fallMark} ${problems[0]}, and ${problems.length - 1} more`);
        for (const problem of problems) this.#options.problem(`${problem}, at ${new Date().toISOString()}`);
        if (text !== undefined && monotone.client === 'a person') seen.observe(text, Date.now());
        await sleep(pause);
      }
    }
  }

  async #read(headers: Readonly<Record<string, string>>): Promise<string | undefined> {
    const { url, counts, problem, serving } = this.#options;
    const process = serving();
    try {
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeout) });
      const text = await response.text();
      counts.add(`polls: ${response.status}`);
      this.#note(response.status === 200 ? '200' : `${response.status} ${text.trim().slice(0, 200)}`);
      if (response.status === 200) {
        this.#ready = process;
        return text;
      }
      if (process !== undefined && process === this.#ready) problem(`a 503 came after a 200: ${text.trim()}`);
      if (response.status !== 503) problem(`/metrics answered ${response.status}: ${text.slice(0, 200)}`);
      else if (response.headers.get('Retry-After') === null) problem('a 503 had no Retry-After');
    } catch (error) {
      // It was killed, in the middle of the answer perhaps.
      if (process !== undefined && process === serving())
        problem(`/metrics did not answer, while nothing was done to it: ${(error as Error).message}`);
      counts.add('polls: no answer');
      this.#note('nothing');
    }
    return undefined;
  }

  #note(answer: string): void {
    if (answer !== this.#answered) this.#options.note(`/metrics answers ${answer}`);
    this.#answered = answer;
  }
}
