import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseEventTime, TimeReader } from './event-time.js';

const now = Date.UTC(2026, 1, 3);
const moment = Date.UTC(2026, 1, 3, 4, 5, 6) / 1000;

describe('parseEventTime', () => {
  it('reads RFC 3339 with any fraction and offset, and what is near it', () => {
    const same = [
      ...[
        '2026-02-03T04:05:06Z',
        '2026-02-03T06:05:06+02:00',
        '2026-02-02T21:05:06-0700',
        '2026-02-03 04:05:06',
      ],
      ...[
        '2026/02/03 04:05:06',
        '2026/02/03 04:05:06 +0000',
        '2026-02-03 04:05:06 UTC',
        '2026-02-03t04:05:06z',
      ],
      ...[
        '2026-02-03 04:05:06.0 +0000 UTC',
        '2026-02-03 06:05:06+02',
        '2026-02-03T04:05:06.0000000000000000000Z',
      ],
    ];
    for (const text of same) assert.equal(parseEventTime(text), moment, text);
    assert.equal(parseEventTime('2026-02-03T04:05:06.5Z'), moment + 0.5);
    assert.equal(parseEventTime('2026-02-03 04:05:06,25'), moment + 0.25);
    assert.equal(parseEventTime('2026/02/03 04:05:06.123456'), moment + 0.123456);
    assert.equal(parseEventTime('2026-02-03T04:05:06.123456789Z'), moment + 0.123456789);
  });

  it('tells the unit of a number by its size', () => {
    assert.equal(parseEventTime('0'), 0);
    assert.equal(parseEventTime('1770091506'), moment);
    assert.equal(parseEventTime('1770091506.5'), moment + 0.5);
    assert.equal(parseEventTime('1770091506000'), moment);
    assert.equal(parseEventTime('1770091506000000'), moment);
    assert.equal(parseEventTime('1770091506000000000'), moment);
    assert.equal(parseEventTime('1.770091506e9'), moment);
    assert.equal(parseEventTime('99999999999'), 99999999999);
    assert.equal(parseEventTime('100000000000'), 100000000);
    assert.equal(parseEventTime('99999999999999'), 99999999999.999);
    assert.equal(parseEventTime('100000000000000'), 100000000);
    assert.equal(parseEventTime('100000000000000000'), 100000000);
    assert.ok(Number.isNaN(parseEventTime('100000000000000000000')));
    assert.ok(Number.isNaN(parseEventTime('9'.repeat(400))));
  });

  it('guesses the year of an RFC 3164 time', () => {
    assert.equal(parseEventTime('Feb  3 04:05:06', now), moment);
    assert.equal(parseEventTime('Feb 3 04:05:06.5', now), moment + 0.5);
    assert.equal(parseEventTime('Dec 31 23:59:59', now), Date.UTC(2025, 11, 31, 23, 59, 59) / 1000);
    assert.equal(parseEventTime('Jan  1 00:00:00', Date.UTC(2026, 11, 31)), Date.UTC(2027, 0, 1) / 1000);
    assert.equal(parseEventTime('Feb 29 00:00:00', Date.UTC(2027, 11, 1)), Date.UTC(2028, 1, 29) / 1000);
    assert.ok(Number.isNaN(parseEventTime('Feb 29 00:00:00', Date.UTC(2026, 5, 1))));
    assert.ok(Number.isNaN(parseEventTime('Feb  3 04:05:06')));
    assert.ok(Number.isNaN(parseEventTime('Foo  3 04:05:06', now)));
  });

  it('is within half a year of now for every RFC 3164 time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4e9 }),
        fc.integer({ min: -15_500_000, max: 15_500_000 }),
        (at, off) => {
          const [, day, month, , clock] = new Date((at + off) * 1000).toUTCString().split(' ');
          assert.equal(parseEventTime(`${month} ${day} ${clock}`, at * 1000), at + off);
        },
      ),
    );
  });

  it('takes a leap second, and no day or hour that does not exist', () => {
    assert.equal(parseEventTime('2016-12-31T23:59:60Z'), Date.UTC(2017, 0, 1) / 1000);
    const none = [
      ...['2026-13-01T00:00:00Z', '2026-00-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-02-29T00:00:00Z'],
      ...['2026-04-31T00:00:00Z', '2026-01-00T00:00:00Z', '2026-01-01T25:00:00Z', '2026-01-01T24:00:00Z'],
      ...[
        '2026-01-01T00:60:00Z',
        '2026-01-01T00:00:61Z',
        '2026-01-01T00:00:00+24:00',
        '2026-01-01T00:00:00+00:60',
      ],
      ...[
        '2026-01-01T00:00:00.Z',
        '2026-01/01T00:00:00Z',
        '2026-01-01',
        '-5',
        '',
        ' ',
        'yesterday',
        '1e',
        '0x10',
      ],
    ];
    for (const text of none) assert.ok(Number.isNaN(parseEventTime(text, now)), text);
    assert.ok(!Number.isNaN(parseEventTime('2000-02-29T00:00:00Z')));
    assert.ok(Number.isNaN(parseEventTime('1900-02-29T00:00:00Z')));
  });

  it('agrees with Date.parse on every moment of the years 0 to 9999', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
        (date) => {
          assert.equal(Math.round(parseEventTime(date.toISOString()) * 1000), date.getTime());
        },
      ),
    );
  });
});

const digits = (count: number) => fc.stringMatching(new RegExp(`^\\d{${count}}$`));
/** Times, most of them real, many nearly so. */
const timeLike = fc
  .tuple(
    fc.tuple(fc.oneof(digits(4), fc.constant('2026')), fc.constantFrom('-', '-', '-', '/')),
    fc.tuple(
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
      fc.constantFrom('T', 'T', ' ', 't'),
    ),
    fc.tuple(
      fc.integer({ min: 0, max: 25 }),
      fc.integer({ min: 0, max: 61 }),
      fc.integer({ min: 0, max: 62 }),
    ),
    fc.oneof(fc.constant(''), fc.stringMatching(/^[.,]\d{0,18}$/)),
    fc.oneof(
      fc.constantFrom('Z', 'Z', '', 'z', ' UTC', '+02:00', '-0700', '+24:00', '+0060'),
      fc.string({ maxLength: 6 }),
    ),
  )
  .map(([[year, mark], [month, day, t], clock, fraction, zone]) => {
    const two = (n: number) => String(n).padStart(2, '0');
    return `${year}${mark}${two(month)}${mark}${two(day)}${t}${clock.map(two).join(':')}${fraction}${zone}`;
  });

describe('TimeReader', () => {
  const anyTime = fc.oneof(
    { weight: 6, arbitrary: timeLike },
    fc.constantFrom('Feb  3 04:05:06', '1770091506', '2026/02/03 04:05:06 +0000', ''),
    fc.string(),
  );

  it('agrees with parseEventTime, time after time, wherever it stands', () => {
    fc.assert(
      fc.property(
        fc.array(anyTime, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('', '0', '.1Z', 'x'),
        (times, around) => {
          const reader = new TimeReader();
          for (const text of [...times, ...times]) {
            const bytes = Buffer.from(around + text + around);
            const seconds = reader.read(bytes, around.length, bytes.length - around.length, now);
            assert.ok(Object.is(seconds, parseEventTime(text, now)), `${text}: ${seconds}`);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('agrees with Date.parse on real times, with any offset', () => {
    const reader = new TimeReader();
    const date = fc.date({ min: new Date('0000-01-02'), max: new Date('9999-12-30'), noInvalidDate: true });
    const offset = fc.constantFrom('Z', '+00:00', '-00:00', '+14:00', '-09:30', '+23:59', '-23:59');
    fc.assert(
      fc.property(date, offset, (moment, zone) => {
        const text = moment.toISOString().replace('Z', zone);
        const bytes = Buffer.from(text);
        assert.equal(Math.round(reader.read(bytes, 0, bytes.length, now) * 1000), Date.parse(text), text);
      }),
      { numRuns: 1000 },
    );
  });
});
