import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { checkpointOf, counterOf, usersOf } from '../../test/support/checkpoint.js';
import { temporaryDirectory } from '../../test/support/temporary-directory.js';
import { Seal } from './checkpoint-seal.js';
import { CheckpointStore } from './checkpoint-store.js';

interface Files {
  readonly directory: string;
  readonly store: CheckpointStore;
  readonly current: string;
  readonly previous: string;
}

/** A state directory with two checkpoints: the current one counted 2, the previous one 1. */
async function twoCheckpoints(t: TestContext): Promise<Files> {
  const directory = join(temporaryDirectory(t), 'deep', 'state');
  const store = new CheckpointStore(directory);
  await store.save(checkpointOf([counterOf({ alice: 1 })]));
  await store.save(checkpointOf([counterOf({ alice: 2 })]));
  return {
    directory,
    store,
    current: join(directory, 'checkpoint'),
    previous: join(directory, 'checkpoint.previous'),
  };
}

/** What is loaded, and what is said. */
function load(store: CheckpointStore): {
  from: string;
  alice?: number | undefined;
  sure?: boolean;
  said: string[];
} {
  const said: string[] = [];
  const restored = store.load((message) => said.push(message));
  if (!('checkpoint' in restored)) return { from: restored.from, said };
  return { from: restored.from, alice: usersOf(restored.checkpoint)['alice'], sure: restored.sure, said };
}

test('nothing there is a first start; the newest checkpoint is loaded, the one before is kept', async (t) => {
  assert.deepEqual(load(new CheckpointStore(join(temporaryDirectory(t), 'none'))), {
    from: 'nothing',
    said: [],
  });
  const { store, current, previous } = await twoCheckpoints(t);
  assert.deepEqual(load(store), { from: 'current', alice: 2, sure: true, said: [] });
  const bytes = await store.save(checkpointOf([counterOf({ alice: 3 })]));
  assert.equal(bytes, readFileSync(current).length);
  assert.equal(load(store).alice, 3);
  writeFileSync(current, readFileSync(previous));
  assert.equal(load(store).alice, 2);
});

test('torn at any byte, or any byte changed: said, and the one before is used', async (t) => {
  const { store, current } = await twoCheckpoints(t);
  const whole = readFileSync(current);
  const damaged = [
    ...Array.from(whole, (_, length) => whole.subarray(0, length)),
    ...Array.from(whole, (_, at) => whole.map((byte, i) => (i === at ? byte ^ 1 : byte))),
    Buffer.concat([whole, Buffer.from('\n')]),
    Buffer.concat([whole, whole]),
  ];
  assert.ok(damaged.length > 500);
  for (const bytes of damaged) {
    writeFileSync(current, bytes);
    const { from, alice, sure, said } = load(store);
    assert.deepEqual({ from, alice, sure }, { from: 'previous', alice: 1, sure: false });
    assert.match(
      said.join(),
      /^cannot use \S+checkpoint: it is (empty|torn or was changed); trying the one before$/,
    );
  }
});

const foreign: Record<string, string | Buffer> = {
  text: 'hello\n',
  JSON: '{"version":1}\n',
  binary: Buffer.from([0, 0xff, 0xfe, 0x0a, 0]),
  'another program’s': `positions:\n  /var/log/x: "17"\n`,
  'a newer version': sealed('{"checkpoint":2,"layout":"other"}\n'),
  'an older version': sealed('{"checkpoint":0}\n'),
};

test('a foreign file, or one of another version: said, and the one before is used, else it starts anew', async (t) => {
  const { store, current, previous } = await twoCheckpoints(t);
  for (const [what, bytes] of Object.entries(foreign)) {
    writeFileSync(current, bytes);
    const { from, said } = load(store);
    assert.equal(from, 'previous', what);
    const why = what.includes('version')
      ? /: it is of version [02], expected 1;/
      : /: it is torn or was changed;/;
    assert.match(said.join(), why, what);
  }
  writeFileSync(previous, 'hello\n');
  const { from, said } = load(store);
  assert.equal(from, 'failed');
  assert.equal(said.length, 2);
});

test('a directory in its place is no checkpoint', async (t) => {
  const { store, current } = await twoCheckpoints(t);
  rmSync(current);
  mkdirSync(current);
  assert.equal(load(store).from, 'previous');
});

test('a temporary file left behind does no harm', async (t) => {
  const { store, directory } = await twoCheckpoints(t);
  writeFileSync(join(directory, 'checkpoint.new'), 'half a checkp');
  assert.deepEqual(load(store), { from: 'current', alice: 2, sure: true, said: [] });
  await store.save(checkpointOf([counterOf({ alice: 3 })]));
  assert.equal(load(store).alice, 3);
  assert.ok(!existsSync(join(directory, 'checkpoint.new')));
  // Alone, it is nothing.
  const alone = join(temporaryDirectory(t), 'state');
  mkdirSync(alone);
  writeFileSync(join(alone, 'checkpoint.new'), 'half a checkp');
  assert.deepEqual(load(new CheckpointStore(alone)), { from: 'nothing', said: [] });
});

test('a full disk leaves the files whole and takes no more room', async (t) => {
  const { store, directory } = await twoCheckpoints(t);
  const temporary = join(directory, 'checkpoint.new');
  symlinkSync('/dev/full', temporary);
  await assert.rejects(store.save(checkpointOf([counterOf({ alice: 3 })])), { code: 'ENOSPC' });
  assert.ok(!existsSync(temporary));
  assert.deepEqual(load(store), { from: 'current', alice: 2, sure: true, said: [] });
});

test('a directory that cannot be made is an error, not the end', async (t) => {
  const file = join(temporaryDirectory(t), 'file');
  writeFileSync(file, '');
  const store = new CheckpointStore(join(file, 'state'));
  await assert.rejects(store.save(checkpointOf([])), { code: 'ENOTDIR' });
  await store.fallBehind();
});

test('when scrapers were shown more than it has, a checkpoint is not sure, until the next one has everything', async (t) => {
  const { store } = await twoCheckpoints(t);
  await store.fallBehind();
  assert.deepEqual(load(store), { from: 'current', alice: 2, sure: false, said: [] });
  await store.save(checkpointOf([counterOf({ alice: 3 })]));
  assert.equal(load(store).sure, false);
  await store.catchUp();
  await store.catchUp();
  assert.deepEqual(load(store), { from: 'current', alice: 3, sure: true, said: [] });
});

function sealed(text: string): string {
  const seal = new Seal();
  seal.add(text);
  return text + seal.line();
}
