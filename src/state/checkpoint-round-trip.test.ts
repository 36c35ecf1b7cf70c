import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkpointOf, counterOf } from '../../test/support/checkpoint.js';
import { definition, fieldLabel } from '../../test/support/series.js';
import { Instrument } from '../series/instrument.js';
import type { SavedInstrument } from '../series/instrument-snapshot.js';
import { OTHER } from '../series/key-labels.js';
import { CHECKPOINT_VERSION, type Checkpoint } from './checkpoint.js';
import { Seal, unseal } from './checkpoint-seal.js';
import { decodeCheckpoint } from './decode-checkpoint.js';
import { encodeCheckpoint } from './encode-checkpoint.js';

function sealed(pieces: Iterable<string>): string {
  const seal = new Seal();
  let text = '';
  for (const piece of pieces) {
    seal.add(piece);
    text += piece;
  }
  return text + seal.line();
}

const labelValue = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    OTHER,
    '',
    '\n',
    '\r\n',
    '"',
    '\\',
    '\ud800',
    '\u0000',
    '{"sha256":"0"}\n',
    '__proto__',
    ']',
  ),
);
const number = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -1, 1.5, 2 ** 53, 1e308, -1e308, 5e-324, Number.POSITIVE_INFINITY, Number.NaN),
);

const kinds = fc.constantFrom('counter' as const, 'gauge' as const, 'histogram' as const);
const instruments = fc
  .record({ type: kinds, width: fc.integer({ min: 0, max: 3 }), births: fc.nat(2 ** 40) })
  .chain(({ type, width, births }) => {
    const size = type === 'histogram' ? 4 : 1;
    const series = fc.record({
      labels: fc.array(labelValue, { minLength: width, maxLength: width }),
      numbers: fc.array(number, { minLength: size, maxLength: size }),
      birth: fc.nat(births),
    });
    return fc.record({
      type: fc.constant(type),
      width: fc.constant(width),
      overflow: fc.nat(),
      badValues: fc.nat(),
      series: fc.uniqueArray(series, { maxLength: 20, selector: ({ labels }) => JSON.stringify(labels) }),
    });
  });

test('every series of every kind comes back as it was: hostile labels, any number, the overflow series, its place', () => {
  fc.assert(
    fc.property(fc.array(instruments, { maxLength: 3 }), (given) => {
      const saved = given.map(({ type, width, ...rest }, i): [Instrument, SavedInstrument] => {
        const labels = Array.from({ length: width }, (_, at) => fieldLabel(`l${at}`, at));
        const of = definition({
          type,
          labels,
          fingerprint: `f${i}`,
          buckets: type === 'histogram' ? [1, 2] : [],
        });
        // A metric without labels has its one series from the start, unless it is a gauge.
        const before = new Instrument(of);
        const instrument = { metric: of.name, fingerprint: of.fingerprint, ...rest };
        before.restore(instrument);
        return [before, instrument];
      });
      const checkpoint = checkpointOf(saved.map(([before]) => before));
      const read = decodeCheckpoint(unseal(sealed(encodeCheckpoint(checkpoint))));
      assert.equal(read.instruments.length, saved.length);
      saved.forEach(([before], i) => {
        const { instrument } = read.instruments[i]!;
        const after = new Instrument(before.definition);
        after.restore(instrument);
        assert.deepEqual(everything(after), everything(before));
      });
    }),
    { numRuns: 600 },
  );
});

/** By slot; -0 is written as 0. */
function everything(instrument: Instrument): unknown {
  const { size, stride, numbers, births, overflow, badValues, metric, fingerprint, labels } =
    instrument.snapshot();
  const slots = Array.from({ length: size }, (_, slot) => [
    labels(slot),
    instrument.labels(slot),
    births[slot],
    Array.from(numbers.subarray(slot * stride, (slot + 1) * stride), (value) => value + 0),
  ]);
  return { size, overflow, badValues, metric, fingerprint, slots };
}

test('what is beside the series comes back: positions, accounts, what scrapers have seen', () => {
  const parts: Omit<Checkpoint, 'instruments'> = {
    writtenAt: 1_763_700_000_123,
    positions: [],
    accounts: {},
    memories: [],
    unsure: true,
    baseline: { s: 0, 's audit_x_total f': 3 },
    scrapers: [{ key: '::1 Prometheus', lastSeen: 7, seen: { 's audit_x_total f': 2 } }],
  };
  const { instruments: _, ...read } = decodeCheckpoint(
    unseal(sealed(encodeCheckpoint(checkpointOf([], parts)))),
  );
  assert.deepEqual(read, parts);
});

test('no piece has more than a few hundred series, so that reading goes on between two', () => {
  const users = Object.fromEntries(Array.from({ length: 2_500 }, (_, i) => [`u${i}`, i]));
  const pieces = [...encodeCheckpoint(checkpointOf([counterOf(users)]))];
  assert.ok(
    pieces.length >= 5 && pieces.every((piece) => piece.split('\n').length <= 300),
    `${pieces.length}`,
  );
});

test('a seal does not make a checkpoint of what is none', () => {
  for (const text of [
    '',
    '\n',
    'null\n',
    '7\n',
    '"x"\n',
    'not json\n',
    '[]\n',
    '{}\n',
    '{"checkpoint":"1"}\n',
  ]) {
    assert.throws(
      () => decodeCheckpoint(unseal(sealed([text]))),
      /^Error: it is (no checkpoint|of version)/,
      text,
    );
  }
  const newer = sealed([`${JSON.stringify({ checkpoint: CHECKPOINT_VERSION + 1 })}\n`]);
  assert.throws(() => decodeCheckpoint(unseal(newer)), {
    message: `it is of version ${CHECKPOINT_VERSION + 1}, expected ${CHECKPOINT_VERSION}`,
  });
  const short = sealed(['{"checkpoint":1}\n', '{"source":"s","metric":"m","size":2}\n', '[["a"],[1],0]\n']);
  assert.throws(() => decodeCheckpoint(unseal(short)), /^Error: it (ends within a metric|is no checkpoint)/);
});
