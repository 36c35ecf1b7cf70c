import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import fs, { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { type TestContext, test } from 'node:test';
import { type ManualWaker, manualWaker } from '../src/base/waker.js';
import type { Follower } from '../src/tail/follow-source.js';
import { tailWorld, type World } from './tail-harness.js';

/** What the system gives in place of a watch on a directory. */
class FakeWatcher extends EventEmitter {
  closed = false;

  close(): void {
    this.closed = true;
  }
}

/** Puts `watch` in place of that of the file system until the end of the test. */
function replaceWatch(t: TestContext, watch: () => FakeWatcher): void {
  const mock = t.mock.method(fs, 'watch', watch as unknown as typeof fs.watch);
  syncBuiltinESMExports();
  t.after(() => {
    mock.mock.restore();
    syncBuiltinESMExports();
  });
}

const failure = (code: string) => Object.assign(new Error(code), { code });

/** A log that is written to, rotated, and joined by another one; each time only a beat of the waker tells of it. */
async function assertPollingIsEnough({ heard, path }: World, waker: ManualWaker, follower: Follower) {
  const round = async (...lines: string[]) => {
    waker.wake();
    // The pass of the beat is shared: nothing else has caused one.
    await follower.poll();
    assert.deepEqual(heard.take(), lines);
  };
  appendFileSync(path('audit.log'), 'a2\n');
  await round('a2');
  appendFileSync(path('audit.log'), 'a3\n');
  renameSync(path('audit.log'), path('audit.log.1'));
  writeFileSync(path('audit.log'), 'b1\n');
  await round('a3', 'b1');
  writeFileSync(path('other.log'), 'o1\n');
  await round('o1');
  assert.deepEqual([heard.gaps, heard.messages], [0, []]);
}

async function followed(t: TestContext, watch: boolean) {
  const world = await tailWorld(t);
  const waker = manualWaker();
  writeFileSync(world.path('audit.log'), 'a1\n');
  const follower = world.follow(['*.log'], { watch, waker });
  await follower.start();
  assert.deepEqual(world.heard.take(), ['a1']);
  return { world, waker, follower };
}

test('scenario 29: no inotify at all: polling is enough', async (t) => {
  replaceWatch(t, () => assert.fail('nothing is to be watched'));
  const { world, waker, follower } = await followed(t, false);
  await assertPollingIsEnough(world, waker, follower);
});

for (const code of ['ENOSPC', 'EMFILE', 'ENOSYS']) {
  test(`scenario 29: a directory cannot be watched (${code}): polling is enough, and it is tried again later`, async (t) => {
    let tries = 0;
    replaceWatch(t, () => {
      tries += 1;
      throw failure(code);
    });
    const { world, waker, follower } = await followed(t, true);
    const atFirst = tries;
    assert.ok(atFirst > 0);
    await assertPollingIsEnough(world, waker, follower);
    assert.equal(tries, atFirst, 'not with every look');
    world.clock.advance(60_000);
    await follower.poll();
    assert.ok(tries > atFirst);
  });
}

test('scenario 29: a watch that says nothing (NFS, or the queue of inotify overflowed): polling is enough', async (t) => {
  replaceWatch(t, () => new FakeWatcher());
  const { world, waker, follower } = await followed(t, true);
  await assertPollingIsEnough(world, waker, follower);
});

test('scenario 29: a watch that fails while it is in use is given up, and the log is read on', async (t) => {
  const watchers: FakeWatcher[] = [];
  replaceWatch(t, () => {
    watchers.push(new FakeWatcher());
    return watchers.at(-1)!;
  });
  const { world, waker, follower } = await followed(t, true);
  assert.ok(watchers.length > 0);
  for (const watcher of watchers.splice(0)) watcher.emit('error', failure('ENOSPC'));
  await assertPollingIsEnough(world, waker, follower);
  assert.deepEqual(watchers, [], 'for a minute it is left alone');
  world.clock.advance(60_000);
  await follower.poll();
  assert.ok(watchers.length > 0);
  await follower.stop();
  assert.ok(watchers.every(({ closed }) => closed));
});

test('scenario 29: a storm of events, some without a name, is one look at the files', async (t) => {
  const watchers: FakeWatcher[] = [];
  replaceWatch(t, () => {
    watchers.push(new FakeWatcher());
    return watchers.at(-1)!;
  });
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), '');
  let read = () => {};
  const sink: typeof heard.sink = (chunk) => {
    heard.sink(chunk);
    read();
  };
  const follower = follow(['audit.log'], { watch: true, sink });
  await follower.start();
  const [watcher] = watchers.splice(0);
  appendFileSync(path('audit.log'), 'a1\n');
  const looked = new Promise<void>((resolve) => {
    read = resolve;
  });
  for (let event = 0; event < 20_000; event += 1) {
    watcher!.emit('change', 'change', event % 2 === 0 ? 'audit.log' : null);
  }
  await looked;
  assert.deepEqual(heard.take(), ['a1']);
  await follower.stop();
  assert.equal(watchers.length, 1, 'watched again once');
  assert.ok(watcher!.closed && watchers[0]!.closed);
});
