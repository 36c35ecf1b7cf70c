import type { Clock } from '../base/clock.js';
import type { ScraperState } from './scrapers.js';

/** Number of slots by instrument. */
export type Sizes = Readonly<Record<string, number>>;

interface Scraper {
  lastSeen: number;
  /** Slots shown, by instrument. */
  seen: Map<string, number>;
  /** The same, as far as the checkpoint has it: only these may be shown with their value. */
  kept: Map<string, number>;
  /** What it was shown with its value before the checkpoint had anything of it: it must not be less from then on. */
  granted: Map<string, number>;
}

/** Two servers, each behind a few addresses, are many. */
const MAX_SCRAPERS = 64;
const FORGET_MS = 24 * 3_600_000;
const nothing: ReadonlyMap<string, number> = new Map();

/** What each scraper has been shown. All numbers only grow, in whatever order answers arrive. */
export class ScraperTable {
  readonly #clock: Clock;
  readonly #scrapers = new Map<string, Scraper>();
  /** Scrapers that the last checkpoint has. */
  #keptScrapers = 0;
  /** Whether what was shown outlives the process. If not, there is nothing to wait for. */
  durable: boolean;
  changes = 0;

  constructor(clock: Clock, durable: boolean) {
    this.#clock = clock;
    this.durable = durable;
  }

  /**
   * The slots that the scraper may be shown with their value, as far as they are known; `all` are those there are.
   * When there is no room for one more scraper, a stranger may be one that was here before: it sees all as it is.
   */
  known(key: string, all: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
    const scraper = this.#scrapers.get(key);
    if (scraper === undefined) return this.#isFull() ? all : nothing;
    return this.durable ? new Map([...scraper.granted, ...scraper.kept]) : scraper.seen;
  }

  /** An answer with so many slots has arrived, and those of `valued` had their value. */
  saw(key: string, sizes: ReadonlyMap<string, number>, valued: ReadonlyMap<string, number>): void {
    const scraper = this.#scrapers.get(key) ?? this.#newScraper(key, sizes);
    if (scraper === undefined) return;
    scraper.lastSeen = this.#clock.now();
    raise(scraper.granted, valued);
    if (raise(scraper.seen, sizes)) this.changes += 1;
  }

  /** Every scraper counts as one that saw all this. */
  sawAll(sizes: ReadonlyMap<string, number>): void {
    for (const scraper of this.#scrapers.values()) {
      scraper.seen = new Map([...scraper.seen, ...sizes]);
      scraper.kept = new Map([...scraper.kept, ...sizes]);
    }
    this.changes += 1;
  }

  retain(instruments: ReadonlySet<string>): void {
    const rest = (sizes: ReadonlyMap<string, number>) =>
      new Map([...sizes].filter(([key]) => instruments.has(key)));
    for (const scraper of this.#scrapers.values()) {
      scraper.seen = rest(scraper.seen);
      scraper.kept = rest(scraper.kept);
      scraper.granted = rest(scraper.granted);
    }
  }

  state(): ScraperState[] {
    return Array.from(this.#scrapers, ([key, { lastSeen, seen }]) => ({
      key,
      lastSeen,
      seen: Object.fromEntries(seen),
    }));
  }

  /** Says whether this is all that was shown; only then may it be relied on again after a failure. */
  kept(scrapers: readonly ScraperState[]): boolean {
    for (const { key, seen } of scrapers) {
      const scraper = this.#scrapers.get(key);
      // What was forgotten since (see retain) stays forgotten.
      const sizes = Object.entries(seen).filter(([instrument]) => scraper?.seen.has(instrument));
      if (scraper !== undefined) raise(scraper.kept, new Map(sizes));
    }
    this.#keptScrapers = scrapers.length;
    this.durable ||= [...this.#scrapers.values()].every(({ seen, kept }) => isWithin(seen, kept));
    return this.durable;
  }

  restore(scrapers: readonly ScraperState[]): void {
    this.#keptScrapers = scrapers.length;
    for (const { key, lastSeen, seen } of scrapers) {
      const sizes = Object.entries(seen);
      this.#scrapers.set(key, { lastSeen, seen: new Map(sizes), kept: new Map(sizes), granted: new Map() });
    }
  }

  /** Undefined when there are too many. */
  #newScraper(key: string, sizes: ReadonlyMap<string, number>): Scraper | undefined {
    // Taken down before another one makes room: whoever comes into a full table has been shown all.
    const full = this.#isFull();
    if (this.#scrapers.size >= MAX_SCRAPERS && !this.#forgetOne()) return undefined;
    const scraper: Scraper = {
      lastSeen: 0,
      seen: new Map(),
      kept: new Map(full ? sizes : nothing),
      granted: new Map(),
    };
    this.#scrapers.set(key, scraper);
    return scraper;
  }

  /** Over a crash too: what is relied on is what the checkpoint has. */
  #isFull(): boolean {
    return (this.durable ? this.#keptScrapers : this.#scrapers.size) >= MAX_SCRAPERS;
  }

  /** Forgets one that has not come for long. */
  #forgetOne(): boolean {
    const now = this.#clock.now();
    for (const [key, { lastSeen }] of this.#scrapers) {
      if (now - lastSeen > FORGET_MS) return this.#scrapers.delete(key);
    }
    return false;
  }
}

/** Makes every number at least that of `by`; says whether one changed. */
function raise(sizes: Map<string, number>, by: ReadonlyMap<string, number>): boolean {
  let changed = false;
  for (const [instrument, size] of by) {
    if ((sizes.get(instrument) ?? -1) >= size) continue;
    sizes.set(instrument, size);
    changed = true;
  }
  return changed;
}

function isWithin(sizes: ReadonlyMap<string, number>, bounds: ReadonlyMap<string, number>): boolean {
  return [...sizes].every(([instrument, size]) => size <= (bounds.get(instrument) ?? -1));
}
