import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { checkpointOf, counterOf, usersOf } from '../../test/support/checkpoint.js';
import { temporaryDirectory } from '../../test/support/temporary-directory.js';
import { manualClock } from '../base/clock.js';
import { type Logger, silentLogger } from '../base/log.js';
import { manualWaker } from '../base/waker.js';
import { CheckpointStore } from '../state/checkpoint-store.js';
import { CheckpointKeeper, type CheckpointSource } from './checkpoint-keeper.js';

/** A keeper of a directory, and the source it asks, whose `alice` counts up. */
function keeperOf(t: TestContext, parts: { directory?: string; keepState?: boolean } = {}) {
  const { directory = join(temporaryDirectory(t), 'state'), keepState = true } = parts;
  const said: string[] = [];
  const logger: Logger = { ...silentLogger, error: (_fields, message) => said.push(message) };
  const [clock, waker] = [manualClock(9_000), manualWaker()];
  const keeper = new CheckpointKeeper(
    { directory, interval: 5_000 },
    { clock, logger, keepState, waker: () => waker },
  );
  const events = { alice: 1, taken: 0, written: 0, failed: 0, complete: true };
  const source: CheckpointSource = {
    take() {
      events.taken += 1;
      return checkpointOf([counterOf({ alice: events.alice })]);
    },
    signature: () => `${events.alice}`,
    written() {
      events.written += 1;
      return events.complete;
    },
    failed() {
      events.failed += 1;
    },
  };
  return { keeper, source, events, said, clock, waker, directory, store: new CheckpointStore(directory) };
}

const aliceOf = (store: CheckpointStore): number | undefined => {
  const restored = store.load(() => {});
  return 'checkpoint' in restored ? usersOf(restored.checkpoint)['alice'] : undefined;
};

test('writes when something changed, and at the end', async (t) => {
  const { keeper, source, events, waker, store } = keeperOf(t);
  assert.equal(keeper.load().from, 'nothing');
  keeper.start(source);
  for (const alice of [1, 1, 2, 2, 2]) {
    events.alice = alice;
    waker.wake();
    await keeper.soon();
  }
  assert.equal(events.written, 2);
  events.alice = 3;
  await keeper.stop();
  assert.equal(aliceOf(store), 3);
  assert.deepEqual(
    [keeper.account.writes, keeper.account.failures, keeper.account.lastSuccess],
    [3, 0, 9_000],
  );
  assert.ok(keeper.account.bytes > 100);
  events.alice = 4;
  waker.wake();
  assert.equal(events.taken, 3, 'nothing is taken after the end');
});

test('one is written at a time; what changed meanwhile is in the next one', async (t) => {
  const { keeper, source, events, waker, store } = keeperOf(t);
  keeper.start(source);
  for (events.alice = 1; events.alice < 50; events.alice += 1) waker.wake();
  assert.equal(events.taken, 1);
  await keeper.soon();
  assert.equal(aliceOf(store), 1);
  await keeper.stop();
  assert.equal(events.taken, 2);
  assert.equal(aliceOf(store), 50);
});

test('one of now is not the one that is being written, and is written once for all who want it', async (t) => {
  const { keeper, source, events, waker, store } = keeperOf(t);
  keeper.start(source);
  waker.wake();
  events.alice = 2;
  await Promise.all([keeper.now(), keeper.now(), keeper.now()]);
  assert.equal(aliceOf(store), 2);
  assert.equal(events.taken, 2);
  await keeper.now();
  assert.equal(events.taken, 2, 'nothing has changed');
  await keeper.stop();
});

test('at the end nobody writes beside the last one', async (t) => {
  const { keeper, source, events, waker, store } = keeperOf(t);
  keeper.start(source);
  waker.wake();
  const late = keeper.now();
  events.alice = 5;
  await Promise.all([keeper.stop(), late]);
  assert.equal(aliceOf(store), 5);
  events.alice = 6;
  await keeper.now();
  assert.equal(events.taken, 2);
  assert.equal(aliceOf(store), 5);
});

test('without a directory that can be written it runs, says so once, and tells it in the metric', async (t) => {
  const root = temporaryDirectory(t);
  writeFileSync(join(root, 'file'), '');
  const { keeper, source, events, said, waker, clock } = keeperOf(t, {
    directory: join(root, 'file', 'state'),
  });
  keeper.load();
  assert.deepEqual([keeper.account.restored, said.length], ['nothing', 0]);
  keeper.start(source);
  for (let i = 0; i < 5; i += 1) {
    waker.wake();
    await keeper.soon();
    clock.advance(5_000);
  }
  assert.deepEqual([keeper.account.failures, events.failed, events.written], [5, 5, 0]);
  assert.equal(said.length, 1);
  assert.match(said[0]!, /^cannot write the checkpoint: ENOTDIR.*make .*state writable\)$/);
  await keeper.stop();
});

test('a failure is marked on disk before anybody hears of it, and taken back when all is kept again', async (t) => {
  const { keeper, source, events, waker, directory, store } = keeperOf(t);
  const behind = join(directory, 'checkpoint.behind');
  mkdirSync(directory);
  symlinkSync('/dev/full', join(directory, 'checkpoint.new'));
  let marked: boolean | undefined;
  keeper.start({ ...source, failed: () => (marked = existsSync(behind)) });
  waker.wake();
  await keeper.soon();
  assert.equal(marked, true);
  // The next one can be written, but scrapers were shown more than it has.
  events.complete = false;
  waker.wake();
  await keeper.soon();
  assert.equal(events.written, 1);
  const restored = store.load(() => {});
  assert.ok('checkpoint' in restored && !restored.sure);
  events.complete = true;
  events.alice += 1;
  waker.wake();
  await keeper.soon();
  assert.ok(!existsSync(behind));
  await keeper.stop();
});

test('a start without any checkpoint that can be used says so', async (t) => {
  const first = keeperOf(t);
  first.keeper.start(first.source);
  await first.keeper.stop();
  const next = keeperOf(t, { directory: first.directory });
  assert.equal(next.keeper.load().from, 'current');
  assert.equal(next.keeper.account.restored, 'current');
  writeFileSync(join(first.directory, 'checkpoint'), 'foreign');
  const last = keeperOf(t, { directory: first.directory });
  assert.equal(last.keeper.load().from, 'failed');
  assert.equal(last.keeper.account.restored, 'failed');
  assert.match(last.said.join('\n'), /counting starts anew, files are read as "start" says/);
  rmSync(join(first.directory, 'checkpoint'));
  const fresh = keeperOf(t, { directory: first.directory });
  assert.equal(fresh.keeper.load().from, 'nothing');
  assert.deepEqual([fresh.keeper.account.restored, fresh.said], ['nothing', []]);
});

test('without state nothing is read or written', async (t) => {
  const { keeper, source, waker, directory, events } = keeperOf(t, { keepState: false });
  assert.equal(keeper.load().from, 'nothing');
  assert.equal(keeper.account.restored, 'off');
  keeper.start(source);
  waker.wake();
  await keeper.stop();
  assert.ok(!existsSync(directory));
  assert.equal(events.taken, 0);
});
