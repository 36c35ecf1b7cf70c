import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { batchOf, fieldLabel } from '../../test/support/series.js';
import { Dictionary } from '../decode/dictionary.js';
import { readJsonValue } from '../decode/read-json-value.js';
import type { LabelSource, SeriesLabels } from './instrument-definition.js';
import { LabelSets, type SavedLabelSets } from './label-sets.js';

const kind: LabelSource = {
  name: 'kind',
  from: 'cases',
  cases: [
    { value: 'a', condition: 0 },
    { value: 'b', condition: 1 },
  ],
  default: undefined,
};
const initial: LabelSource = {
  name: 'initial',
  from: 'label',
  index: 0,
  transform: (text) => text?.[0] ?? '',
};
const definition: SeriesLabels = {
  labels: [
    fieldLabel('user', 0),
    kind,
    fieldLabel('address', 1),
    initial,
    { name: 'v', from: 'value', value: '1' },
  ],
  constants: [['source', 's']],
};

/** Label sets in a list, the one idle for longest first. */
class Model {
  sets: string[] = [];
  forgotten = 0;
  readonly limit: number;

  constructor(limit: number) {
    this.limit = limit;
  }

  find(set: string): boolean {
    const known = this.sets.includes(set);
    if (known) this.sets = [...this.sets.filter((one) => one !== set), set];
    return known;
  }

  take(set: string): boolean {
    const known = this.find(set);
    if (!known) this.sets.push(set);
    this.#shrink();
    return !known;
  }

  restore({ sets, forgotten }: Model): void {
    this.sets = [...sets];
    this.forgotten = forgotten;
    this.#shrink();
  }

  #shrink(): void {
    while (this.sets.length > this.limit) {
      this.sets.shift();
      this.forgotten += 1;
    }
  }
}

const names = fc.constantFrom(undefined, '', 'al', 'bo', 'zoe', 'x'.repeat(300), '"\\\n', '\0', 'é😀');
const event = fc.record({
  user: names,
  address: names,
  kind: fc.constantFrom('a', 'b'),
  // Whether it is taken, or only looked for.
  take: fc.boolean(),
});
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ what: fc.constant('events' as const), events: fc.array(event, { maxLength: 6 }) }),
  },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('forget values' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({ what: fc.constant('restart' as const), limit: fc.integer({ min: 1, max: 12 }) }),
  },
);

interface Given {
  readonly user: string | undefined;
  readonly address: string | undefined;
  readonly kind: string;
}

function render({ user = '', address = '', kind: of }: Given): string {
  const escaped = (text: string) => text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
  const [u, a, i] = [user, address, user[0] ?? ''].map(escaped);
  return `source="s",user="${u}",kind="${of}",address="${a}",initial="${i}",v="1"`;
}

/** As it comes back from a checkpoint. */
function written({ texts, order, forgotten }: SavedLabelSets): SavedLabelSets {
  return { texts: JSON.parse(JSON.stringify(texts)), order: order.slice(), forgotten };
}

test('label sets are those of a list with the idle ones first, over restarts with other limits too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), fc.array(step, { maxLength: 25 }), (limit, steps) => {
      const dictionary = new Dictionary(readJsonValue);
      let sets = new LabelSets(definition, limit);
      let model = new Model(limit);
      /** By slot: the set that its owner believes is there. */
      let owned = new Map<number, string>();
      for (const one of steps) {
        if (one.what === 'forget values') dictionary.clear();
        if (one.what === 'restart') {
          const before = { sets, model, owned };
          sets = new LabelSets(definition, one.limit);
          model = new Model(one.limit);
          const slots = sets.restore(written(before.sets.snapshot()));
          assert.ok(slots);
          model.restore(before.model);
          owned = new Map();
          for (const [old, set] of before.owned) if (slots[old] !== -1) owned.set(slots[old]!, set);
        }
        if (one.what !== 'events') continue;
        const batch = batchOf(
          one.events.map(({ user, address }) => [user, address]),
          dictionary,
        );
        one.events.forEach((given, row) => {
          const fixed = [-1, sets.labelNumber(1, given.kind), -1, -1, -1];
          const set = render(given);
          if (given.take) {
            const slot = sets.take(batch, row, fixed);
            assert.equal(sets.fresh, model.take(set));
            if (sets.fresh) owned.set(slot, set);
            assert.equal(owned.get(slot), set);
          } else {
            const slot = sets.find(batch, row, fixed);
            assert.equal(slot !== -1, model.find(set));
            if (slot !== -1) assert.equal(owned.get(slot), set);
          }
        });
        const texts = sets.texts();
        assert.deepEqual([...texts].sort(), [...model.sets].sort());
        for (const [slot, text] of texts.entries()) assert.equal(owned.get(slot), text);
        assert.deepEqual([sets.size, sets.forgotten], [model.sets.length, model.forgotten]);
      }
    }),
    { numRuns: 1_500 },
  );
});

test('without labels of the log there is one set', () => {
  const sets = new LabelSets({ labels: [], constants: [['source', 's']] }, 1);
  const batch = batchOf([[], []]);
  assert.equal(sets.find(batch, 0, []), -1);
  assert.deepEqual([sets.take(batch, 0, []), sets.fresh], [0, true]);
  assert.deepEqual([sets.take(batch, 1, []), sets.fresh, sets.texts()], [0, false, ['source="s"']]);
  const after = new LabelSets({ labels: [], constants: [] }, 5);
  assert.deepEqual(after.restore(sets.snapshot()), Int32Array.of(0));
});

test('a flood of invented users takes no more room than the limit', () => {
  const sets = new LabelSets({ labels: [fieldLabel('user', 0)], constants: [] }, 100);
  const dictionary = new Dictionary(readJsonValue);
  for (let i = 0; i < 20; i += 1) {
    const batch = batchOf(
      Array.from({ length: 1_000 }, (_, row) => [`u${i}-${row}`]),
      dictionary,
    );
    for (let row = 0; row < batch.rows; row += 1) sets.take(batch, row, [-1]);
    dictionary.clear();
  }
  assert.deepEqual([sets.size, sets.forgotten, sets.texts().length], [100, 19_900, 100]);
  assert.ok(sets.texts().includes('user="u19-999"'));
  assert.equal(sets.snapshot().texts.length, 100);
});

test('what was never a snapshot is refused, and nothing is there', () => {
  const whole = { texts: ['a', 'b', 'c'], order: Int32Array.of(2, 0, 1), forgotten: 0 };
  const damaged: SavedLabelSets[] = [
    { ...whole, texts: ['a', 'b'] },
    { ...whole, texts: ['a', 'b', 'a'] },
    { ...whole, order: Int32Array.of(0, 0, 1) },
    { ...whole, order: Int32Array.of(0, 1, 3) },
    { ...whole, order: Int32Array.of(-1, 0, 1) },
    { ...whole, order: Int32Array.of(0, 1) },
  ];
  const make = () => new LabelSets({ labels: [fieldLabel('user', 0)], constants: [] }, 9);
  assert.deepEqual(make().restore(whole), Int32Array.of(1, 2, 0));
  for (const saved of damaged) {
    const sets = make();
    assert.equal(sets.restore(saved), undefined);
    assert.deepEqual([sets.size, sets.texts(), sets.forgotten], [0, [], 0]);
    const batch = batchOf([['new']]);
    assert.deepEqual([sets.take(batch, 0, [-1]), sets.texts()], [0, ['user="new"']]);
  }
});
