import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Action, TailModel } from './tail-model.js';

const writes: Action[] = ['line', 'line', 'half', 'late'];
const rotations: Action[] = ['rotate', 'rename', 'reopen', 'pack'];
const runs: Action[] = ['poll', 'poll', 'stop', 'start', 'delete', 'idle'];
const options = fc.record({
  glob: fc.boolean(),
  append: fc.boolean(),
  naming: fc.constantFrom('next' as const, 'shift' as const, 'date' as const),
  checkpointEvery: fc.integer({ min: 1, max: 30 }),
});
const numRuns = Number(process.env['TAIL_MODEL_RUNS'] ?? 200);

function sequences(actions: readonly Action[]): fc.Arbitrary<Action[]> {
  return fc.array(fc.constantFrom(...actions), { minLength: 5, maxLength: 60 });
}

test('any sequence of writes, renames, compressions, polls and restarts: every line once, whole', async () => {
  await fc.assert(
    fc.asyncProperty(options, sequences([...writes, ...rotations, ...runs]), async (how, actions) => {
      const model = new TailModel(how);
      await model.run(actions);
      assert.deepEqual([...model.heard.lines].sort(), [...model.may].sort());
      assert.equal(model.heard.gap, 0);
    }),
    { numRuns },
  );
});

test('rotations while stopped, any number of them: every line once, whole', async () => {
  const away: Action[] = ['stop', 'start', 'poll'];
  await fc.assert(
    fc.asyncProperty(
      options,
      sequences([...writes, ...rotations, ...rotations, ...away]),
      async (how, actions) => {
        const model = new TailModel(how);
        await model.run(actions);
        assert.deepEqual([...model.heard.lines].sort(), [...model.may].sort());
      },
    ),
    { numRuns },
  );
});

test('copytruncate with the copies kept and compressed: every line once, whole', async () => {
  await fc.assert(
    fc.asyncProperty(
      options,
      sequences([...writes, 'copytruncate', 'copytruncate', 'pack', ...runs]),
      async (how, actions) => {
        const model = new TailModel(how);
        await model.run(actions);
        assert.deepEqual([...model.heard.lines].sort(), [...model.may].sort());
      },
    ),
    { numRuns },
  );
});

test('killed in the midst of anything, and gone on from the last checkpoint: every line once, whole', async () => {
  const actions: Action[] = [
    ...writes,
    ...rotations,
    'copytruncate',
    'poll',
    'poll',
    'idle',
    'crash',
    'start',
    'start',
  ];
  await fc.assert(
    fc.asyncProperty(options, sequences(actions), async (how, all) => {
      const model = new TailModel(how);
      await model.run(all);
      assert.deepEqual([...model.heard.lines].sort(), [...model.may].sort());
    }),
    { numRuns },
  );
});

test('any sequence with truncations: nothing twice, nothing torn, and all that was there at a poll', async () => {
  await fc.assert(
    fc.asyncProperty(
      options,
      sequences([...writes, ...rotations, ...runs, 'copytruncate', 'truncate', 'truncate']),
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
    { numRuns },
  );
});
