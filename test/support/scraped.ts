import { type Clock, manualClock } from '../../src/base/clock.js';
import { Dictionary } from '../../src/decode/dictionary.js';
import { readJsonValue } from '../../src/decode/read-json-value.js';
import { Instrument } from '../../src/series/instrument.js';
import { savedOf } from '../../src/series/instrument-snapshot.js';
import { Scrapers } from '../../src/series/scrapers.js';
import { batchOf, definition, fieldLabel, noTimes } from './series.js';

/** A counter by user of source `source`; `count` counts one event of each of the users. */
export function counter(parts: { name?: string; source?: string; fingerprint?: string; clock?: Clock } = {}) {
  const { name = 'audit_x_total', source = 's', fingerprint = 'f', clock = manualClock() } = parts;
  const constants = [['source', source]] as const;
  const instrument = new Instrument(
    definition({ name, labels: [fieldLabel('user', 0)], constants, limit: 100, fingerprint }),
  );
  const dictionary = new Dictionary(readJsonValue);
  const count = (...users: string[]): void => {
    const batch = batchOf(
      users.map((user) => [user]),
      dictionary,
    );
    users.forEach((_, row) => {
      instrument.observe(batch, row, [-1], noTimes, clock.now());
    });
  };
  return { instrument, count };
}

/** What a scraper gets: user=value pairs. */
export function shown(
  scrapers: Scrapers,
  key: string | undefined,
  instruments: readonly Instrument[],
  delivered = true,
): string {
  const answer = scrapers.view(key, instruments);
  const text = answer.families.flatMap(({ parts }) =>
    parts.flatMap((part) =>
      Array.from(
        { length: part.size },
        (_, slot) => `${/user="(.*)"/.exec(part.labels(slot))![1]}=${part.value(slot)}`,
      ),
    ),
  );
  if (delivered) answer.delivered();
  return text.join(' ');
}

/** A checkpoint is written. Says whether nothing was shown that is not in it. */
export const save = (scrapers: Scrapers): boolean =>
  scrapers.kept(JSON.parse(JSON.stringify(scrapers.state())));

/** The same exporter after a crash: values and what was seen are those of the last checkpoint. */
export function restarted(scrapers: Scrapers, instrument: Instrument, sure: boolean) {
  const state = JSON.parse(JSON.stringify(scrapers.state()));
  const after = counter();
  after.instrument.restore(savedOf(instrument.snapshot()));
  const next = new Scrapers(manualClock(), true);
  next.restore(state, sure);
  next.retain(['s'], [after.instrument]);
  return { ...after, scrapers: next };
}
