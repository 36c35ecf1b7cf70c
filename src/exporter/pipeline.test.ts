import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { definition, fieldLabel, valuesOf } from '../../test/support/series.js';
import { manualClock } from '../base/clock.js';
import { type LineCounts, silentTelemetry, type Telemetry } from '../base/telemetry.js';
import { parseFieldPath } from '../config/field-path.js';
import { jsonDecoder } from '../decode/json-decoder.js';
import type { Condition } from '../match/condition.js';
import { Instrument } from '../series/instrument.js';
import type { InstrumentDefinition } from '../series/instrument-definition.js';
import { Pipeline } from './pipeline.js';

const NOW = Date.parse('2026-11-21T12:00:00Z');
const fields = ['user', 'ignore', 'type', 'bytes', 'who'];
const plan = {
  columns: ['user', 'ignore', 'type', 'bytes'].map((name) => parseFieldPath(name)!),
  aliases: [[3, 0]],
  raws: [parseFieldPath('time')!],
  times: [0],
};

const is = (field: string, text: string): Condition => ({
  op: 'field',
  field,
  test: { key: `is ${text}`, test: (value) => value?.text === text },
});

/** Events of type `count` are counted by user; those that say `ignore` are ignored. */
const conditions = [is('ignore', 'true'), is('type', 'count')];

interface Seen {
  readonly counts: LineCounts;
  readonly lags: number[];
  readonly instruments: readonly Instrument[];
  take(text: string, tooLong?: number): void;
}

function pipeline(...definitions: Partial<InstrumentDefinition>[]): Seen {
  const counts = { event: 0, ignored: 0, invalid: 0, tooLong: 0 };
  const lags: number[] = [];
  const telemetry: Telemetry = {
    ...silentTelemetry,
    lines(source, of) {
      assert.equal(source, 'vault');
      for (const key of ['event', 'ignored', 'invalid', 'tooLong'] as const) counts[key] += of[key];
    },
    eventLag: (_source, seconds) => lags.push(seconds),
  };
  const instruments = definitions.map((parts) => new Instrument(definition({ when: 1, ...parts })));
  const own = new Pipeline({
    ...{ source: 'vault', plan, conditions, instruments, memories: [], ignore: 0, telemetry },
    clock: manualClock(NOW),
    decoder: jsonDecoder(plan, { expand: parseFieldPath('events') }),
    columnOf: (field) => fields.indexOf(field),
  });
  const take = (text: string, tooLong = 0): void => {
    // Other lines stand before and behind the chunk's own.
    const around = '{"type":"count","user":"outside"}\n';
    const bytes = Buffer.from(around + text + around);
    const start = around.length;
    const file = { id: 1, path: 'a.log' };
    own.take({ source: 'vault', file, bytes, start, end: bytes.length - start, offset: 0, tooLong });
  };
  return { counts, lags, instruments, take };
}

const byUser = { labels: [fieldLabel('user', 0)] };

test('counts events by user, and every line by what became of it', () => {
  const { counts, instruments, take } = pipeline(byUser);
  take(
    [
      '{"type":"count","user":"a"}',
      '{"type":"count","user":"b"}\r',
      '',
      'not JSON',
      '{"type":"other","user":"a"}',
      '{"type":"count","user":"a","ignore":true}',
      '{"events":[{"type":"count","user":"a"},{"type":"count","user":"c"},{"type":"other"}]}',
      '{"events":[]}',
      '{"type":"count","user":"a"}\n',
    ].join('\n'),
    2,
  );
  assert.deepEqual(valuesOf(instruments[0]!), [
    ['user="a"', 3],
    ['user="b"', 1],
    ['user="c"', 1],
  ]);
  assert.deepEqual(counts, { event: 4, ignored: 4, invalid: 1, tooLong: 2 });
});

const line = fc.constantFrom(
  '{"type":"count","user":"a"}',
  '{"type":"count"}',
  '{"type":"other"}',
  '{"events":[{"type":"count","user":"a"},{"type":"count","user":"b"}]}',
  '{"type":"count","ignore":true}',
  ...['', ' ', 'x', '{', '\0\0', '\ufeff{"type":"count","user":"a"}'],
);

test('the results add up to every line, however the lines are cut into chunks', () => {
  const chunks = fc.array(fc.array(line, { minLength: 1, maxLength: 20 }), { maxLength: 5 });
  fc.assert(
    fc.property(chunks, fc.boolean(), (parts, open) => {
      const whole = pipeline(byUser, {});
      const cut = pipeline(byUser, {});
      const texts = parts.map((lines) => `${lines.join('\n')}\n`);
      const all = texts.join('');
      whole.take(all);
      for (const text of texts) cut.take(text);
      assert.deepEqual(cut.counts, whole.counts);
      const { event, ignored, invalid } = whole.counts;
      assert.equal(event + ignored + invalid, parts.flat().length);
      for (const i of [0, 1])
        assert.deepEqual(valuesOf(cut.instruments[i]!), valuesOf(whole.instruments[i]!));
      // The last line of a finished file may have no line end.
      if (open) {
        const unfinished = pipeline(byUser, {});
        unfinished.take(`${all}{"type":"count","user":"a"}`);
        assert.equal(unfinished.counts.event, event + 1);
      }
    }),
  );
});

test('a value that is no number spoils one metric only', () => {
  const value = { column: 3, read: ({ number }: { number: number }) => number };
  const { counts, instruments, take } = pipeline({ type: 'histogram', buckets: [10], value }, {});
  take('{"type":"count","bytes":"many"}\n{"type":"count","bytes":7}\n{"type":"count"}\n');
  const [histogram, counter] = instruments;
  assert.deepEqual([histogram!.bucket(0, 0), histogram!.badValues, counter!.value(0)], [1, 2, 3]);
  assert.equal(counts.event, 3);
});

test('goes on through more values than the dictionary holds', () => {
  const { counts, instruments, take } = pipeline({ ...byUser, limit: 10 }, {});
  const users = 200_000;
  for (let from = 0; from < users; from += 10_000) {
    const lines = Array.from({ length: 10_000 }, (_, i) => `{"type":"count","user":"user-${from + i}"}\n`);
    take(lines.join(''));
  }
  assert.equal(counts.event, users);
  assert.equal(instruments[0]!.size, 11);
  assert.equal(
    valuesOf(instruments[0]!).reduce((sum, [, value]) => sum + value, 0),
    users,
  );
  assert.equal(instruments[1]!.value(0), users);
});

test('an alias is resolved before anything is asked', () => {
  const { instruments, take } = pipeline({ labels: [fieldLabel('who', 4)] });
  take('{"type":"count","user":"a"}\n{"type":"count","user":"a","bytes":7}\n{"type":"count","bytes":null}\n');
  assert.deepEqual(valuesOf(instruments[0]!), [
    ['who="a"', 1],
    ['who="7"', 1],
    ['who=""', 1],
  ]);
});

test('tells how old the last event of a batch was', () => {
  const { lags, take } = pipeline({});
  take('{"type":"count","time":"2026-11-21T11:00:00Z"}\n{"type":"count","time":"2026-11-21T11:59:58.5Z"}\n');
  take('{"type":"count"}\n');
  take('\n');
  assert.deepEqual(lags, [1.5]);
});
