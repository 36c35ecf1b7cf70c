import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Action, TailModel } from './tail-model.js';

const rotations: Action[] = ['line', 'line', 'half', 'late', 'rotate', 'rename', 'reopen'];
const runs: Action[] = ['poll', 'poll', 'stop', 'start', 'delete', 'idle'];
const options = fc.record({ glob: fc.boolean(), append: fc.boolean() });

function sequences(actions: readonly Action[]): fc.Arbitrary<Action[]> {
  return fc.array(fc.constantFrom(...actions), { minLength: 5, maxLength: 60 });
}

test('any sequence of writes, renames, polls and restarts: every line once, whole', async () => {
  await fc.assert(
    fc.asyncProperty(options, sequences([...rotations, ...runs]), async (how, actions) => {
      const model = new TailModel(how);
      await model.run(actions);
      assert.deepEqual([...model.heard.lines].sort(), [...model.may].sort());
      assert.equal(model.heard.gap, 0);
    }),
    { numRuns: 200 },
  );
});

test('any sequence with truncations: nothing twice, nothing torn, and all that was there at a poll', async () => {
  await fc.assert(
    fc.asyncProperty(
      options,
      sequences([...rotations, ...runs, 'truncate', 'truncate']),
      async (how, actions) => {
        const model = new TailModel(how);
        await model.run(actions);
        const heard = new Set(model.heard.lines);
        assert.equal(heard.size, model.heard.lines.length, 'a line came twice');
        assert.deepEqual(
          [...heard].filter((line) => !model.may.has(line)),
          [],
          'a line was torn',
        );
        assert.deepEqual(
          [...model.must].filter((line) => !heard.has(line)),
          [],
          'a line was lost',
        );
      },
    ),
    { numRuns: 200 },
  );
});
