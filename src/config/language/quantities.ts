import { parseBytes } from '../../base/bytes.js';
import { parseDuration } from '../../base/duration.js';
import type { WindowConfig } from '../config.js';
import { Fault } from '../schema/fault.js';
import type { Schema } from '../schema/schema.js';
import { parsedText } from '../schema/text.js';

const DAY = 86_400_000;
const durationJson = { type: 'string', pattern: '^([0-9]+(ms|[smhdwy]))+$' };

/** Milliseconds of a duration, from 10ms (no busy loop) to a day (what a timer can take). */
export const duration: Schema<number> = parsedText({
  expected: 'a duration such as 250ms, 5s or 1m30s',
  // So that a bare number gets the message that shows the unit.
  anyScalar: true,
  parse(text) {
    const value = parseDuration(text);
    if (value === undefined) return undefined;
    return value >= 10 && value <= DAY ? value : new Fault(`expected from 10ms to 1d, found ${text}`);
  },
  json: durationJson,
});

/** How far back a sliding window reaches, as written and in milliseconds. */
export const windowLength: Schema<WindowConfig> = parsedText({
  expected: 'a duration such as 1h or 24h',
  anyScalar: true,
  parse(text) {
    const milliseconds = parseDuration(text);
    if (milliseconds === undefined) return undefined;
    const fits = milliseconds >= 60_000 && milliseconds <= 31 * DAY;
    return fits ? { text, milliseconds } : new Fault(`expected from 1m to 31d, found ${text}`);
  },
  json: durationJson,
});

/** Milliseconds of a time in which nothing is counted yet; 0s is none. */
export const learningTime: Schema<number> = parsedText({
  expected: 'a duration such as 24h, or 0s',
  anyScalar: true,
  parse(text) {
    const value = parseDuration(text);
    if (value === undefined) return undefined;
    return value <= 365 * DAY ? value : new Fault(`expected up to 365d, found ${text}`);
  },
  json: durationJson,
});

/** Bytes of one line: a limit below 1 KiB would drop real events, one above 256 MiB would not be a limit. */
export const lineBytes: Schema<number> = parsedText({
  expected: 'a size such as 64KiB or 1MiB',
  anyScalar: true,
  parse(text) {
    const value = parseBytes(text);
    if (value === undefined) return undefined;
    const fits = value >= 2 ** 10 && value <= 2 ** 28;
    return fits ? value : new Fault(`expected from 1KiB to 256MiB, found ${text}`);
  },
  json: { type: ['string', 'integer'], pattern: '^[0-9]+ ?(B|kB|KB|MB|GB|KiB|MiB|GiB)?$' },
});
