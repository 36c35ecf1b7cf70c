import { parseBytes } from '../../base/bytes.js';
import { parseDuration } from '../../base/duration.js';
import { Fault } from '../schema/fault.js';
import type { Schema } from '../schema/schema.js';
import { parsedText } from '../schema/text.js';

/** Milliseconds of a duration, from 10ms (no busy loop) to a day (what a timer can take). */
export const duration: Schema<number> = parsedText({
  expected: 'a duration such as 250ms, 5s or 1m30s',
  // So that a bare number gets the message that shows the unit.
  anyScalar: true,
  parse(text) {
    const value = parseDuration(text);
    if (value === undefined) return undefined;
    return value >= 10 && value <= 86_400_000 ? value : new Fault(`expected from 10ms to 1d, found ${text}`);
  },
  json: { type: 'string', pattern: '^([0-9]+(ms|[smhdw]))+$' },
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
