import assert from 'node:assert/strict';
import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import files from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { checkpointOf, counterOf, usersOf } from '../../test/support/checkpoint.js';
import { temporaryDirectory } from '../../test/support/temporary-directory.js';
import { CheckpointStore } from './checkpoint-store.js';

const names = ['open', 'rename', 'rm'] as const;

/** Calls `around` for every file operation of the modules under test, until the end of the test. */
function watchFiles(
  t: TestContext,
  around: (name: string, run: () => Promise<unknown>) => Promise<unknown>,
): void {
  for (const name of names) {
    const real = files[name] as (...args: unknown[]) => Promise<unknown>;
    const mock = t.mock.method(files, name, (...args: unknown[]) => around(name, () => real(...args)));
    t.after(() => {
      mock.mock.restore();
      syncBuiltinESMExports();
    });
  }
  syncBuiltinESMExports();
}

const of = (alice: number) => checkpointOf([counterOf({ alice })]);

test('a crash between any two file operations leaves the checkpoint before it or the new one, never less', async (t) => {
  const root = temporaryDirectory(t);
  const directory = join(root, 'state');
  const copies: string[] = [];
  const copy = (): void => {
    if (!existsSync(directory)) return;
    copies.push(join(root, `copy-${copies.length}`));
    cpSync(directory, copies.at(-1)!, { recursive: true });
  };
  watchFiles(t, async (_name, run) => {
    copy();
    const result = await run();
    copy();
    return result;
  });
  const store = new CheckpointStore(directory);
  const limits: [number, number][] = [];
  for (const alice of [1, 2, 3]) {
    await store.save(of(alice));
    while (limits.length < copies.length) limits.push([alice - 1, alice]);
  }
  // The last one was damaged: the next save must not put the damaged one in place of the whole one and stop there.
  writeFileSync(join(directory, 'checkpoint'), 'torn');
  await store.save(of(4));
  while (limits.length < copies.length) limits.push([2, 4]);
  t.mock.restoreAll();
  syncBuiltinESMExports();

  assert.ok(copies.length >= 24, `${copies.length} states`);
  for (const [i, [least, most]] of limits.entries()) {
    const after = new CheckpointStore(copies[i]!);
    assertLoads(after, least, most, `state ${i}`);
    // And the next run can write, and crash again where the first one did.
    await after.save(of(9));
    assertLoads(after, 9, 9, `state ${i}, written`);
  }
});

test('the file that a crash leaves half written is not used, wherever it ends', async (t) => {
  const directory = join(temporaryDirectory(t), 'state');
  const store = new CheckpointStore(directory);
  await store.save(of(1));
  const whole = readFileSync(join(directory, 'checkpoint'));
  for (let length = 0; length < whole.length; length += 7) {
    writeFileSync(join(directory, 'checkpoint.new'), whole.subarray(0, length));
    assertLoads(store, 1, 1, `${length} bytes`);
  }
});

test('the checkpoint that a crash left without its name is safe from the next one being written', async (t) => {
  const directory = join(temporaryDirectory(t), 'state');
  const store = new CheckpointStore(directory);
  await store.save(of(1));
  await store.save(of(2));
  renameSync(join(directory, 'checkpoint'), join(directory, 'checkpoint.new'));
  assertLoads(store, 2, 2, 'without its name');
  writeFileSync(join(directory, 'checkpoint.new'), 'half');
  assertLoads(store, 2, 2, 'while the next one is written');
});

for (const nth of [0, 1]) {
  test(`rename number ${nth + 1} fails: the checkpoints are as they were`, async (t) => {
    const directory = join(temporaryDirectory(t), 'state');
    const store = new CheckpointStore(directory);
    await store.save(of(1));
    await store.save(of(2));
    const contents = ['checkpoint', 'checkpoint.previous'].map((name) => join(directory, name));
    let renames = 0;
    watchFiles(t, async (name, run) => {
      if (name === 'rename' && renames++ === nth)
        throw Object.assign(new Error('EIO: rename'), { code: 'EIO' });
      return run();
    });
    await assert.rejects(store.save(of(3)), { code: 'EIO' });
    assert.ok(existsSync(contents[0]!));
    assertLoads(store, 2, 2, 'after the failure');
    await store.save(of(4));
    assertLoads(store, 4, 4, 'after the next one');
  });
}

function assertLoads(store: CheckpointStore, least: number, most: number, what: string): void {
  const restored = store.load(() => {});
  const alice = 'checkpoint' in restored ? usersOf(restored.checkpoint)['alice']! : 0;
  assert.ok(
    restored.from !== 'failed' && alice >= least && alice <= most,
    `${what}: ${restored.from}, ${alice}`,
  );
}
