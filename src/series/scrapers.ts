import type { Clock } from '../base/clock.js';
import type { Family } from './family.js';
import type { Instrument } from './instrument.js';
import { instrumentFamilies } from './instrument-families.js';
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
 * Lets every Prometheus server see the first event: a series that is new to it is shown as 0 once, then with its value,
 * so that `increase()` counts what happened. Slots are given out in order and never move, so what a server has seen of
 * an instrument is one number.
 *
 * A series shown with its value must never be shown as 0 again, whatever happens to the process. So a value is shown only
 * once the checkpoint says that the server has had its 0; until then it gets 0 again.
 */
export class Scrapers {
  readonly #table: ScraperTable;
  /**
   * Sources that were read to their end once (at 0), and the slots their instruments had then: what those hold was
   * counted before anybody could look.
   */
  #baseline = new Map<string, number>();
  /** What the scrapers were shown is not known. */
  #unsure = false;
  /** Grows when instruments go: what was shown before does not count any more. */
  #epoch = 0;

  /** `durable`: whether a checkpoint is being kept. */
  constructor(clock: Clock, durable: boolean) {
    this.#table = new ScraperTable(clock, durable);
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
    if (this.#unsure) {
      this.#baseline.clear();
      this.#table.sawAll(sizesOf(instruments));
      this.#unsure = false;
    }
    for (const source of sources) {
      if (this.#baseline.has(source)) continue;
      this.#baseline.set(source, 0);
      const own = instruments.filter((instrument) => sourceOf(instrument) === source);
      for (const [key, size] of sizesOf(own)) this.#baseline.set(key, size);
      this.#table.changes += 1;
    }
  }

  /** Forgets sources and instruments that are not there any more: one that comes back begins anew. */
  retain(sources: readonly string[], instruments: readonly Instrument[]): void {
    const current = new Set([...sources, ...instruments.map(keyOf)]);
    for (const key of this.#baseline.keys()) if (!current.has(key)) this.#baseline.delete(key);
    this.#table.retain(current);
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
    const sizes = sizesOf(live);
    const known = this.#table.known(key, sizes);
    const families = instrumentFamilies(live, (instrument) => {
      const at = keyOf(instrument);
      return scraperView(instrument, known.get(at) ?? this.#baseline.get(at) ?? 0);
    });
    const epoch = this.#epoch;
    return {
      families,
      delivered: () => {
        if (epoch === this.#epoch) this.#table.saw(key, sizes);
      },
    };
  }

  /** Whether anything of a source is shown to the one who scrapes. */
  shows(key: string | undefined, source: string): boolean {
    return key === undefined || this.#baseline.has(source);
  }

  /** What the next checkpoint is to keep. */
  state(): ScrapersState {
    const baseline = Object.fromEntries(this.#baseline);
    return { unsure: this.#unsure, baseline, scrapers: this.#table.state() };
  }

  /** A state that `state` gave has been written. Says whether nothing was shown that is not in it. */
  kept({ scrapers }: ScrapersState): boolean {
    return this.#table.kept(scrapers);
  }

  /** No checkpoint can be written for now: an event must not stay hidden for that. */
  notKept(): void {
    this.#table.durable = false;
  }

  /** `sure`: nothing was shown to a scraper after the state was taken. */
  restore({ unsure, baseline, scrapers }: ScrapersState, sure: boolean): void {
    this.#unsure = unsure || !sure;
    this.#baseline = new Map(Object.entries(baseline));
    this.#table.restore(scrapers);
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
