import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ModelAction } from './support/model-action.js';
import { type ModelOptions, TailModel } from './tail-model.js';

const writes: ModelAction[] = ['line', 'line', 'half', 'late'];
const rotations: ModelAction[] = ['rotate', 'rename', 'reopen', 'link', 'pack', 'pack'];
const copies: ModelAction[] = ['copytruncate', 'copytruncate', 'copy', 'copy'];
const runs: ModelAction[] = ['poll', 'poll', 'stop', 'start', 'halt', 'pause', 'idle', 'delete'];
const crashes: ModelAction[] = ['crash', 'crash', 'relapse', 'start', 'start'];
const losses: ModelAction[] = ['truncate', 'truncate', 'remove', 'unlink', 'tear'];

/** `SEED` and `RUNS` for more than the usual. */
const seed = Number(process.env['TAIL_MODEL_SEED'] ?? 1);
const numRuns = Number(process.env['TAIL_MODEL_RUNS'] ?? 300);

const options: fc.Arbitrary<ModelOptions> = fc.record({
  layout: fc.constantFrom('plain' as const, 'plain' as const, 'symlink' as const),
  naming: fc.constantFrom('next' as const, 'shift' as const, 'date' as const),
  append: fc.boolean(),
  packed: fc.constantFrom('gz' as const, 'zst' as const),
  reuse: fc.boolean(),
  before: fc.integer({ min: 0, max: 2 }),
  tick: fc.constantFrom(1, 0, 700, 3_000),
  padding: fc.constantFrom(0, 120, 1_100),
  glob: fc.boolean(),
  maxOpen: fc.constantFrom(64, 2),
  checkpointEvery: fc.integer({ min: 1, max: 30 }),
  pace: fc.integer({ min: 1, max: 12 }),
});

/** Plays sequences of these actions, and fails with the seed and the shortest one that fails. */
function play(
  name: string,
  actions: readonly ModelAction[],
  also: (model: TailModel) => void = () => {},
): void {
  test(name, async () => {
    const sequence = fc.array(fc.constantFrom(...actions), { minLength: 5, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(options, sequence, async (how, all) => {
        const model = new TailModel(how);
        await model.run(all);
        model.check();
        also(model);
      }),
      { numRuns, seed, includeErrorInReport: true },
    );
  });
}

function nothingIsExcused(model: TailModel): void {
  assert.deepEqual([...model.excused], []);
}

function linesAreInOrder(model: TailModel): void {
  // Of files of one time nobody can tell which is older.
  if (model.options.tick > 0) model.checkOrder();
}

play('writes, renames, links, compressions, polls, restarts', [...writes, ...rotations, ...runs], (model) => {
  nothingIsExcused(model);
  assert.equal(model.heard.gap, 0);
});

play(
  'rotations while stopped, any number of them',
  [...writes, ...rotations, ...rotations, 'stop', 'start', 'poll'],
  nothingIsExcused,
);

play(
  'one writer that moves on from file to file: lines come in the order they were written',
  ['line', 'line', 'line', 'rotate', 'rotate', 'link', 'pack', 'pack', ...runs],
  linesAreInOrder,
);

play(
  'copies that are made in pieces, given up, kept, compressed',
  [...writes, ...copies, 'pack', ...runs],
  nothingIsExcused,
);

play(
  'killed in the midst of anything, and gone on from the last checkpoint or the one before',
  [...writes, ...rotations, ...copies, 'delete', 'poll', 'poll', 'idle', ...crashes],
  nothingIsExcused,
);

play(
  'all of it in the midst of polls',
  [...writes, ...rotations, 'copytruncate', 'copy', 'busy', 'busy', 'busy', 'halt', 'crash', 'pause'],
  nothingIsExcused,
);

play('truncations and removals', [...writes, ...rotations, ...copies, ...losses, ...runs]);

play('truncations and removals, in the midst of polls and crashes', [
  ...writes,
  ...rotations,
  ...copies,
  ...losses,
  'poll',
  'busy',
  'busy',
  'idle',
  'delete',
  'pause',
  ...crashes,
]);
