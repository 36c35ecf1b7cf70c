import assert from 'node:assert/strict';
import { manualClock } from '../../src/base/clock.js';
import { Dictionary } from '../../src/decode/dictionary.js';
import { readJsonValue } from '../../src/decode/read-json-value.js';
import { Instrument } from '../../src/series/instrument.js';
import { type SavedInstrument, savedOf } from '../../src/series/instrument-snapshot.js';
import { Scrapers, type ScrapersState } from '../../src/series/scrapers.js';
import { batchOf, definition, fieldLabel, noTimes } from './series.js';

/** For so long a series is news to a server that is not known. */
const NEWS = 5 * 60_000;

/** Servers by name; two of them cannot be told apart by the exporter. */
const keys: Readonly<Record<string, string>> = { alone: 'a', twin1: 'b', twin2: 'b' };
export const servers: readonly string[] = Object.keys(keys);

interface Saved {
  readonly position: number;
  readonly instrument: SavedInstrument;
  readonly state: ScrapersState;
  /** What the model knows: events that were counted before anybody could look; undefined before it ever went live. */
  readonly history: number | undefined;
  readonly unsure: boolean;
}

export interface Crash {
  /** Whether the checkpoint that was being written has landed. */
  readonly landed: boolean;
  /** The checkpoint on disk is damaged. */
  readonly damaged: boolean;
  /** Users whose events are logged while nobody reads. */
  readonly meanwhile: readonly string[];
  /** The next run crashes too, after so many events and a checkpoint, before it has read to the end. */
  readonly again: number | undefined;
}

/**
 * A log, an exporter that counts its lines by user, a state directory, and Prometheus servers. Every server checks what
 * it is shown: a counter never falls, and a series that was born after the exporter went live begins at 0.
 */
export class FirstEventWorld {
  readonly seen = { zeros: 0, unsure: 0, oldToStrangers: 0 };
  readonly #clock = manualClock(Date.parse('2026-11-21T12:00:00Z'));
  #jumped = false;
  #strangers = 0;
  readonly #log: string[] = [];
  #current: Saved | 'damaged' | undefined;
  #previous: Saved | 'damaged' | undefined;
  #behind = false;
  #taken: Saved | undefined;
  #position = 0;
  #history: number | undefined;
  #unsure = false;
  #instrument = newInstrument();
  #dictionary = new Dictionary(readJsonValue);
  #scrapers = new Scrapers(this.#clock, true);
  #asked = new Map<string, ReturnType<Scrapers['view']>>();
  readonly #shown = new Map(servers.map((server) => [server, new Map<string, number>()]));

  constructor(history: readonly string[]) {
    this.#log.push(...history);
    this.#goLive();
  }

  event(user: string): void {
    this.#log.push(user);
    this.#read(this.#log.length);
  }

  /** Time passes. An answer that takes a minute is cut off. */
  pass(milliseconds: number): void {
    this.#clock.advance(milliseconds);
    if (milliseconds >= 60_000) this.#asked.clear();
  }

  /** Somebody sets the clock. */
  jump(milliseconds: number): void {
    this.#clock.jumpTo(this.#clock.now() + milliseconds);
    this.#jumped = true;
  }

  /** A server comes for the first time, or under an address that nobody knows; it comes again and again from now on. */
  stranger(): void {
    const name = `stranger ${this.#strangers}`;
    if (this.#strangers >= 3) return;
    this.#strangers += 1;
    this.#shown.set(name, new Map());
    this.ask(name);
    this.answer(name, true);
  }

  /** A scrape begins; its answer is not there yet. */
  ask(server: string): void {
    if (!this.#asked.has(server)) {
      this.#asked.set(server, this.#scrapers.view(keys[server] ?? server, [this.#instrument]));
    }
  }

  /** The answer of a scrape arrives, or it breaks. */
  answer(server: string, whole: boolean): void {
    const view = this.#asked.get(server);
    this.#asked.delete(server);
    if (view === undefined || !whole) return;
    const before = this.#shown.get(server)!;
    const now = valuesByUser(view.families[0]!.parts[0]!);
    for (const [user, last] of before) {
      assert.ok((now.get(user) ?? -1) >= last, `${server} saw ${user} fall from ${last} to ${now.get(user)}`);
    }
    [...now].forEach(([user, value], slot) => {
      if (before.has(user) || server.startsWith('twin') || this.#log.indexOf(user) < this.#history!) return;
      const isNews = this.#clock.now() - this.#instrument.created(slot) * 1000 < NEWS;
      if (isNews && !this.#jumped) {
        assert.equal(value, 0, `${server} never saw the first event of ${user}`);
        this.seen.zeros += 1;
      } else if (value > 0) this.seen.oldToStrangers += 1;
    });
    this.#shown.set(server, now);
    view.delivered();
  }

  take(): void {
    if (this.#taken !== undefined) return;
    this.#scrapers.age([this.#instrument]);
    this.#taken = {
      position: this.#position,
      instrument: savedOf(this.#instrument.snapshot()),
      state: JSON.parse(JSON.stringify(this.#scrapers.state())),
      history: this.#history,
      unsure: this.#unsure,
    };
  }

  written(whole: boolean): void {
    if (this.#taken === undefined) return;
    const { state } = this.#taken;
    if (!whole) {
      this.#taken = undefined;
      this.#behind = true;
      this.#scrapers.notKept();
      return;
    }
    this.#land();
    if (this.#scrapers.kept(state)) this.#behind = false;
  }

  reload(): void {
    const before = this.#instrument;
    this.#instrument = newInstrument();
    this.#dictionary = new Dictionary(readJsonValue);
    this.#instrument.restore(savedOf(before.snapshot()));
    this.#scrapers.retain(['s'], [this.#instrument]);
    this.#scrapers.goLive(['s'], [this.#instrument]);
  }

  crash({ landed, damaged, meanwhile, again }: Crash): void {
    if (landed && this.#taken !== undefined) this.#land();
    if (damaged && this.#current !== undefined) this.#current = 'damaged';
    this.#log.push(...meanwhile);
    this.#restart();
    if (again !== undefined) {
      this.#read(Math.min(this.#log.length, this.#position + again));
      this.take();
      this.#land();
      this.#restart();
    }
    this.#goLive();
  }

  /** Everybody comes often enough: then everybody has seen everything. */
  settle(): void {
    for (let round = 0; round < 4; round += 1) {
      for (const server of this.#shown.keys()) {
        this.ask(server);
        this.answer(server, true);
      }
      this.take();
      this.written(true);
    }
    const truth = new Map<string, number>();
    for (const user of this.#log) truth.set(user, (truth.get(user) ?? 0) + 1);
    for (const [server, shown] of this.#shown) {
      assert.deepEqual([...shown].sort(), [...truth].sort(), server);
    }
    const person = this.#scrapers.view(undefined, [this.#instrument]).families[0]!.parts[0]!;
    assert.deepEqual([...valuesByUser(person)].sort(), [...truth].sort());
  }

  #land(): void {
    this.#previous = this.#current;
    this.#current = this.#taken;
    this.#taken = undefined;
  }

  #restart(): void {
    this.#asked = new Map();
    this.#taken = undefined;
    this.#instrument = newInstrument();
    this.#dictionary = new Dictionary(readJsonValue);
    this.#scrapers = new Scrapers(this.#clock, true);
    const saved = this.#current === 'damaged' ? this.#previous : this.#current;
    const whole = saved === 'damaged' ? undefined : saved;
    const sure = this.#current !== 'damaged' && !this.#behind;
    this.#position = whole?.position ?? 0;
    this.#history = whole?.history;
    this.#unsure = whole !== undefined && (!sure || whole.unsure);
    if (whole === undefined) return;
    this.#instrument.restore(whole.instrument);
    this.#scrapers.restore(whole.state, sure);
    this.#scrapers.retain(['s'], [this.#instrument]);
  }

  #goLive(): void {
    this.#read(this.#log.length);
    if (this.#unsure || this.#history === undefined) this.#history = this.#log.length;
    if (this.#unsure) this.seen.unsure += 1;
    this.#unsure = false;
    this.#scrapers.goLive(['s'], [this.#instrument]);
  }

  #read(end: number): void {
    const users = this.#log.slice(this.#position, end);
    const batch = batchOf(
      users.map((user) => [user]),
      this.#dictionary,
    );
    for (let row = 0; row < users.length; row += 1) {
      this.#instrument.observe(batch, row, [-1], noTimes, this.#clock.now());
    }
    this.#position = end;
  }
}

function newInstrument(): Instrument {
  const labels = [fieldLabel('user', 0)];
  return new Instrument(definition({ labels, constants: [['source', 's']], limit: 100 }));
}

function valuesByUser(part: { size: number; labels(slot: number): string; value(slot: number): number }) {
  return new Map(
    Array.from({ length: part.size }, (_, slot) => [
      /user="(.*)"/.exec(part.labels(slot))![1]!,
      part.value(slot),
    ]),
  );
}
