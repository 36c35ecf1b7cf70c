import assert from 'node:assert/strict';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { systemClock } from '../src/base/clock.js';
import { manualWaker } from '../src/base/waker.js';
import { TAIL_BYTES } from '../src/tail/read-point.js';
import { tailWorld } from './tail-harness.js';

test('a beat of the waker polls; beats during a poll do not pile up', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  const waker = manualWaker();
  const follower = follow(['audit.log'], { waker });
  await follower.start();
  writeFileSync(path('audit.log'), 'a1\n');
  for (let beat = 0; beat < 100; beat += 1) waker.wake();
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1']);
});

test('a poll asked for during a poll sees what was written before it was asked for', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('a.log'), 'a1\n');
  let asked: Promise<void>[] = [];
  const sink: typeof heard.sink = (chunk) => {
    heard.sink(chunk);
    if (asked.length > 0) return;
    writeFileSync(path('b.log'), 'b1\n');
    asked = [follower.poll(), follower.poll(), follower.poll()];
  };
  const follower = follow(['*.log'], { sink });
  await follower.start();
  assert.equal(new Set(asked).size, 1);
  await Promise.all(asked);
  assert.deepEqual(heard.take(), ['a1', 'b1']);
});

test('an error of the sink comes out of start and of poll', async (t) => {
  const { path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  const sink = () => {
    throw new Error('fault of the sink');
  };
  const follower = follow(['audit.log'], { sink });
  await assert.rejects(follower.start(), /fault of the sink/);
  await assert.rejects(follower.poll(), /fault of the sink/);
});

test('stop finishes the chunk in hand and leaves the rest for the next run', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index}`);
  writeFileSync(path('audit.log'), `${lines.join('\n')}\n`);
  const tuning = { chunkBytes: 1024 };
  let stopped: Promise<void> | undefined;
  const sink: typeof heard.sink = (chunk) => {
    heard.sink(chunk);
    stopped ??= first.stop();
  };
  const first = follow(['audit.log'], { sink, tuning: { chunkBytes: 1024, turnBytes: 1024 } });
  await first.start();
  await stopped;
  const before = heard.lines.length;
  assert.ok(before > 0 && before < 1_000, `${before} lines`);
  await first.poll();
  assert.equal(heard.lines.length, before);
  await follow(['audit.log'], { tuning, positions: first.positions() }).start();
  assert.deepEqual(heard.take(), lines);
});

test('big files take turns, and timers get theirs between the chunks', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  for (const name of ['a', 'b']) writeFileSync(path(`${name}.log`), `${name}\n`.repeat(50_000));
  const order: string[] = [];
  let turns = 0;
  const count = () => {
    turns += 1;
    if (turns < 1_000_000) immediate = setImmediate(count);
  };
  let immediate = setImmediate(count);
  const sink: typeof heard.sink = (chunk) => {
    const name = chunk.file.path.at(-5)!;
    if (order.at(-1) !== name) order.push(name);
  };
  await follow(['*.log'], { sink, tuning: { chunkBytes: 4_096, turnBytes: 20_000 } }).start();
  clearImmediate(immediate);
  assert.equal(order.length, 10);
  assert.ok(turns >= 40, `${turns} turns of the event loop`);
});

test('lag is what has not been looked at; a half line at the end has', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), `${'x'.repeat(99)}\n`.repeat(100));
  const lags: number[] = [];
  const sink: typeof heard.sink = () => void lags.push(follower.lagBytes());
  const follower = follow(['audit.log'], { sink, tuning: { chunkBytes: 1_000 } });
  await follower.start();
  // The first read has room for a chunk and for what is compared before it.
  assert.ok(lags[0]! >= 9_000 - TAIL_BYTES && lags[0]! <= 9_000, `${lags[0]}`);
  assert.equal(follower.lagBytes(), 0);
  appendFileSync(path('audit.log'), 'half');
  await follower.poll();
  assert.equal(heard.lag, 0);
});

test('standard input is read to its end, beside files', async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  writeFileSync(path('audit.log'), 'a1\n');
  const stdin = new PassThrough();
  const follower = follow(['-', 'audit.log'], { stdin, maxLineBytes: 20 });
  await follower.start();
  assert.equal(heard.open, 2);
  stdin.write('s1\ns');
  stdin.write(`2\n${'x'.repeat(15)}`);
  stdin.write('x'.repeat(15));
  stdin.end('xx\nlast');
  await once(stdin, 'end');
  await follower.poll();
  assert.deepEqual(heard.take(), ['a1', 's1', 's2', 'last']);
  assert.equal(heard.tooLong, 1);
  assert.equal(heard.open, 1);
  assert.deepEqual(
    follower.positions().map((position) => position.path),
    [path('audit.log')],
  );
});

test('with a watch, a new file and a write are seen without any beat', { timeout: 20_000 }, async (t) => {
  const { heard, path, follow } = await tailWorld(t);
  mkdirSync(path('logs'));
  writeFileSync(path('logs/a.log'), 'a1\n');
  let arrived = () => {};
  const sink: typeof heard.sink = (chunk) => {
    heard.sink(chunk);
    arrived();
  };
  const next = () =>
    new Promise<void>((resolve) => {
      arrived = resolve;
    });
  const follower = follow(['logs/*.log'], { watch: true, clock: systemClock, sink });
  await follower.start();
  // The watch does not keep the process alive, and nothing else here does.
  const alive = setInterval(() => {}, 1_000);
  t.after(() => clearInterval(alive));
  for (const [name, text] of [
    ['a', 'a2'],
    ['b', 'b1'],
    ['b', 'b2'],
    ['a', 'a3'],
  ] as const) {
    const came = next();
    appendFileSync(path(`logs/${name}.log`), `${text}\n`);
    await came;
  }
  assert.deepEqual(heard.take(), ['a1', 'a2', 'b1', 'b2', 'a3']);
});
