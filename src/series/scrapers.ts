import type { Clock } from '../base/clock.js';
import type { Family } from './family.js';
import type { Instrument } from './instrument.js';
import { instrumentFamilies } from './instrument-families.js';
import { KnownForLong } from './known-for-long.js';
import { ScraperTable, type Sizes } from './scraper-table.js';
import { scraperView } from './scraper-view.js';

/** What is kept of a scraper over a restart. */
export interface ScraperState {
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly lastSeen: number;
  /** Slots it has been shown, by instrument. */
  readonly seen: Sizes;
}

/** What is kept of all of them. */
export interface ScrapersState {
  readonly unsure: boolean;
  readonly baseline: Sizes;
  readonly scrapers: readonly ScraperState[];
}

/**
 * Milliseconds for which a series is news to a server that comes for the first time: what is older it would have missed
 * anyhow, and a server that was here under another address has had time to see it.
 */
const NEWS = 5 * 60_000;

/**
 * Lets every Prometheus server see the first event: a series that is new to it is shown as 0 once, then with its value,
 * so that `increase()` counts what happened. Slots are given out in order and never move, so what a server has seen of
 * an instrument is one number. To a stranger only what is young is shown as 0 first: it may be a server that was here
 * under another address, to which a 0 would be a counter that fell.
 *
 * A series shown with its value must never be shown as 0 again, whatever happens to the process. So a value is shown only
 * once the checkpoint says that the server has had its 0; until then it gets 0 again.
 */
export class Scrapers {
  readonly #table: ScraperTable;
  readonly #forLong: KnownForLong;
  /**
   * Sources that were read to their end once (at 0), and the slots of their instruments that everybody is shown with
   * their value: what was counted before anybody could look, and what is old enough.
   */
  #baseline = new Map<string, number>();
  /** The same, where more is old enough by now than the checkpoint has: never less than the baseline. */
  #aged = new Map<string, number>();
  /** Sources of which it is not known what the scrapers were shown. */
  #unsure = new Set<string>();
  /** Grows when instruments go: what was shown before does not count any more. */
  #epoch = 0;

  /** `durable`: whether a checkpoint is being kept. */
  constructor(clock: Clock, durable: boolean) {
    this.#table = new ScraperTable(clock, durable);
    this.#forLong = new KnownForLong(clock, NEWS);
  }

  /** Grows with everything that a checkpoint has to keep. */
  get changes(): number {
    return this.#table.changes;
  }

  /**
   * Everything that stood in the files of these sources has been counted, and is shown from now on. Sources that were
   * restored have a baseline already; but if what the scrapers were shown last is not known for sure, all there is counts
   * as shown: better a first event unseen than a counter that falls.
   */
  goLive(sources: readonly string[], instruments: readonly Instrument[]): void {
    for (const source of sources) {
      if (this.#baseline.has(source) && !this.#unsure.has(source)) continue;
      const sizes = sizesOf(instruments.filter((instrument) => sourceOf(instrument) === source));
      if (this.#unsure.delete(source)) this.#table.sawAll(sizes);
      this.#baseline.set(source, 0);
      for (const [key, size] of sizes) {
        this.#baseline.set(key, size);
        this.#aged.delete(key);
      }
      this.#table.changes += 1;
    }
  }

  /** Takes note of what is old enough by now to be shown to anybody as it is; that is a change to be kept. */
  age(instruments: readonly Instrument[]): void {
    const live = instruments.filter((instrument) => this.#baseline.has(sourceOf(instrument)));
    for (const [key, size] of this.#forLong.note(sizesOf(live))) {
      if (size <= (this.#aged.get(key) ?? this.#baseline.get(key) ?? 0)) continue;
      this.#aged.set(key, size);
      this.#table.changes += 1;
    }
  }

  /** Forgets sources and instruments that are not there any more: one that comes back begins anew. */
  retain(sources: readonly string[], instruments: readonly Instrument[]): void {
    const current = new Set([...sources, ...instruments.map(keyOf)]);
    for (const map of [this.#baseline, this.#aged, this.#unsure]) {
      for (const key of map.keys()) if (!current.has(key)) map.delete(key);
    }
    this.#table.retain(current);
    this.#forLong.retain(current);
    this.#epoch += 1;
  }

  /**
   * The families for one scrape by `key`; `delivered` is to be called when the answer has arrived. Undefined is somebody
   * who wants to see everything as it is. A source that is read for the first time is not shown before it went live.
   */
  view(
    key: string | undefined,
    instruments: readonly Instrument[],
  ): { families: Family[]; delivered: () => void } {
    if (key === undefined) return { families: instrumentFamilies(instruments), delivered: () => {} };
    const live = instruments.filter((instrument) => this.#baseline.has(sourceOf(instrument)));
    this.age(live);
    const sizes = sizesOf(live);
    const known = this.#table.known(key, sizes);
    const valued = new Map(
      Array.from(sizes.keys(), (at) => [at, known.get(at) ?? this.#shownToAll(at)] as const),
    );
    const families = instrumentFamilies(live, (instrument) =>
      scraperView(instrument, valued.get(keyOf(instrument))!),
    );
    const epoch = this.#epoch;
    return {
      families,
      delivered: () => {
        if (epoch === this.#epoch) this.#table.saw(key, sizes, valued);
      },
    };
  }

  /** Whether anything of a source is shown to the one who scrapes. */
  shows(key: string | undefined, source: string): boolean {
    return key === undefined || this.#baseline.has(source);
  }

  /** What the next checkpoint is to keep. */
  state(): ScrapersState {
    const baseline = Object.fromEntries([...this.#baseline, ...this.#aged]);
    return { unsure: this.#unsure.size > 0, baseline, scrapers: this.#table.state() };
  }

  /** A state that `state` gave has been written. Says whether nothing was shown that is not in it. */
  kept({ baseline, scrapers }: Pick<ScrapersState, 'baseline' | 'scrapers'>): boolean {
    // What was forgotten since (see retain) stays forgotten.
    for (const key of this.#aged.keys()) {
      const size = baseline[key];
      if (size !== undefined && size > (this.#baseline.get(key) ?? 0)) this.#baseline.set(key, size);
    }
    return this.#table.kept(scrapers);
  }

  /** No checkpoint can be written for now: an event must not stay hidden for that. */
  notKept(): void {
    this.#table.durable = false;
  }

  /** `sure`: nothing was shown to a scraper after the state was taken. */
  restore({ unsure, baseline, scrapers }: ScrapersState, sure: boolean): void {
    this.#baseline = new Map(Object.entries(baseline));
    if (unsure || !sure)
      this.#unsure = new Set([...this.#baseline.keys()].filter((key) => !key.includes(' ')));
    this.#table.restore(scrapers);
  }

  /** Slots of an instrument that somebody of whom nothing is known is shown with their value. */
  #shownToAll(key: string): number {
    const kept = this.#baseline.get(key) ?? 0;
    return this.#table.durable ? kept : (this.#aged.get(key) ?? kept);
  }
}

function sizesOf(instruments: readonly Instrument[]): Map<string, number> {
  return new Map(instruments.map((instrument) => [keyOf(instrument), instrument.size]));
}

function sourceOf({ definition }: Instrument): string {
  return definition.constants[0]?.[1] ?? '';
}

/** An instrument across reloads and restarts: a changed definition is another instrument. No source is named so: a blank. */
function keyOf(instrument: Instrument): string {
  const { name, fingerprint } = instrument.definition;
  return `${sourceOf(instrument)} ${name} ${fingerprint}`;
}
