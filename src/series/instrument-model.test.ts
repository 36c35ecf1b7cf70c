import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BUCKETS, contents, type Event, InstrumentModel } from '../../test/support/instrument-model.js';
import { batchOf, definition, fieldLabel, noTimes } from '../../test/support/series.js';
import { Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import { Instrument } from './instrument.js';
import type { InstrumentDefinition, LabelSource } from './instrument-definition.js';

const cellText = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'A');
const event: fc.Arbitrary<Event> = fc.record({
  cells: fc.tuple(fc.option(cellText, { nil: undefined }), fc.option(cellText, { nil: undefined })),
  value: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(-2, -1, 0, 0.25, 0.5, 7, 10, 11, '3') },
    fc.constantFrom(undefined, 'text', '', '1e400'),
  ),
  chosen: fc.constantFrom('x', 'y', 'z'),
});

const lower = (text: string | undefined): string => (text ?? '').toLowerCase();
const label: fc.Arbitrary<LabelSource> = fc.oneof(
  fc.nat(1).map((column): LabelSource => fieldLabel(`plain${column}`, column)),
  fc.record({ column: fc.nat(1), values: fc.subarray(['a', 'b', 'q']) }).map(
    ({ column, values }): LabelSource => ({
      name: `lower${column}`,
      from: 'field',
      column,
      transform: lower,
      values,
    }),
  ),
  fc.constant<LabelSource>({ name: 'fixed', from: 'value', value: 'v' }),
  fc.constant<LabelSource>({
    name: 'chosen',
    from: 'cases',
    cases: ['x', 'y', 'x'].map((value, condition) => ({ value, condition })),
    default: 'z',
  }),
);

const definitions = fc
  .record({
    type: fc.constantFrom('counter' as const, 'gauge' as const, 'histogram' as const),
    limit: fc.integer({ min: 0, max: 8 }),
    labels: fc.uniqueArray(label, { maxLength: 4, selector: ({ name }) => name }),
    hasValue: fc.boolean(),
    derived: fc.boolean(),
  })
  .map(({ type, limit, labels, hasValue, derived }): InstrumentDefinition => {
    const last: LabelSource[] =
      derived && labels.length > 0
        ? [{ name: 'derived', from: 'label', index: labels.length - 1, transform: (text) => `${text}!` }]
        : [];
    const value =
      hasValue || type !== 'counter'
        ? { column: 2, read: ({ number }: { number: number }) => number }
        : undefined;
    return definition({
      ...{ type, limit, value, labels: [...labels, ...last], constants: [['source', 's']] },
      buckets: type === 'histogram' ? BUCKETS : [],
    });
  });
function observe(instrument: Instrument, events: readonly Event[], dictionary: Dictionary): boolean[] {
  const batch = batchOf(
    events.map(({ cells, value }) => [...cells, value]),
    dictionary,
  );
  return events.map(({ chosen }, row) => {
    const fixed = instrument.definition.labels.map(({ from }, at) =>
      from === 'cases' ? instrument.labelNumber(at, chosen) : -1,
    );
    return instrument.observe(batch, row, fixed, noTimes, 0);
  });
}

test('equals a model made of strings and a Map, whatever happens, and over dictionary clears', () => {
  const seen = { overflow: 0, bad: 0 };
  const batches = fc.array(fc.array(event, { maxLength: 15 }), { maxLength: 4 });
  fc.assert(
    fc.property(definitions, batches, (of, steps) => {
      const model = new InstrumentModel(of);
      const instrument = new Instrument(of);
      const dictionary = new Dictionary(readJsonValue);
      assert.deepEqual([...contents(instrument)], [...model.series]);
      for (const events of steps) {
        const before = model.badValues;
        for (const one of events) model.observe(one);
        const counted = observe(instrument, events, dictionary);
        assert.equal(counted.filter((ok) => !ok).length, model.badValues - before);
        assert.deepEqual([...contents(instrument)], [...model.series]);
        dictionary.clear();
      }
      assert.deepEqual([instrument.overflow, instrument.badValues], [model.overflow, model.badValues]);
      seen.overflow += model.overflow;
      seen.bad += model.badValues;
    }),
    { numRuns: 3000 },
  );
  assert.ok(seen.overflow > 1000 && seen.bad > 1000, JSON.stringify(seen));
});
