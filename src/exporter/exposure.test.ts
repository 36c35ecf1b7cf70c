import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { NumberedMark } from '../state/read-mark.js';
import type { Chunk } from '../tail/chunk.js';
import { Exposure, type MarkLog } from './exposure.js';

/** A log in memory. */
function memoryLog() {
  const kept: NumberedMark[] = [];
  const log = {
    full: false,
    appends: 0,
    get offsets(): number[] {
      return kept.map(({ mark }) => mark.offset);
    },
    load: () => [...kept],
    append(marks: readonly NumberedMark[]) {
      if (log.full) throw new Error('ENOSPC');
      log.appends += 1;
      kept.push(...marks);
    },
    keep(marks: readonly NumberedMark[]) {
      if (log.full) throw new Error('ENOSPC');
      kept.splice(0, kept.length, ...marks);
    },
  };
  return log satisfies MarkLog & object;
}

const text = Buffer.from(
  Array.from({ length: 1_000 }, (_, i) => `line ${String(i).padStart(4, '0')}\n`).join(''),
);
const LINE = 10;

/** Lines `from` to `to` of a file. */
function lines(from: number, to: number, file = 1, parts: { source?: string; path?: string } = {}): Chunk {
  const { source = 's', path = `${file}.log` } = parts;
  const [start, end] = [from * LINE, to * LINE];
  return { source, file: { id: file, path }, bytes: text, start, end, offset: start, tooLong: 0 };
}

/** A run whose first checkpoint is on disk. */
function begun(log = memoryLog()) {
  const exposure = new Exposure(log);
  exposure.restore(undefined);
  checkpoint(exposure);
  return { exposure, log };
}

function checkpoint(exposure: Exposure) {
  const state = exposure.take();
  exposure.written(state);
  return state;
}

/** The next run. */
function restarted(log: MarkLog, state: ReturnType<Exposure['take']> | undefined): Exposure {
  const exposure = new Exposure(log);
  exposure.restore(state);
  return exposure;
}

const offsets = (exposure: Exposure, source = 's'): number[] =>
  exposure.awaited(source).map(({ offset }) => offset);

test('what was shown since the checkpoint is awaited until it is read again', () => {
  const { exposure, log } = begun();
  exposure.read(lines(0, 5));
  const state = checkpoint(exposure);
  exposure.read(lines(5, 8));
  exposure.show();
  exposure.read(lines(8, 9));
  const next = restarted(log, state);
  assert.deepEqual(offsets(next), [80], 'not what nobody has seen');
  next.read(lines(5, 7));
  assert.deepEqual(offsets(next), [80]);
  next.read(lines(7, 9));
  assert.deepEqual(offsets(next), []);
});

test('what nobody has seen is awaited only when a run may have started from the checkpoint that has it', () => {
  const { exposure, log } = begun();
  const state = checkpoint(exposure);
  exposure.read(lines(0, 3));
  exposure.take();
  assert.deepEqual(offsets(restarted(log, state)), [], 'it was never written');
  const next = new Exposure(log);
  next.restore(state, false);
  assert.deepEqual(offsets(next), [30], 'it was written, and is damaged now');
  // Shown later, with no line more.
  exposure.show();
  assert.deepEqual(offsets(restarted(log, state)), [30]);
});

test('the same lines in another file, or read in one go with others, are the same', () => {
  const { exposure, log } = begun();
  const state = checkpoint(exposure);
  exposure.read(lines(0, 3));
  exposure.show();
  const next = restarted(log, state);
  next.read(lines(0, 900, 77, { path: '1.log.1.gz' }));
  assert.deepEqual(offsets(next), []);
});

test('each source waits for its own', () => {
  const { exposure, log } = begun();
  const state = checkpoint(exposure);
  exposure.read(lines(0, 3, 1, { source: 'a' }));
  exposure.read(lines(0, 3, 2, { source: 'b' }));
  exposure.show();
  const next = restarted(log, state);
  next.read(lines(0, 3, 9, { source: 'a' }));
  assert.deepEqual([offsets(next, 'a'), offsets(next, 'b')], [[], [30]]);
  next.retain(['a']);
  assert.deepEqual(offsets(next, 'b'), []);
});

test('a source can be given up, and stays so over a checkpoint', () => {
  const { exposure, log } = begun();
  const state = checkpoint(exposure);
  exposure.read(lines(0, 3));
  exposure.show();
  const next = restarted(log, state);
  const waiting = checkpoint(next);
  assert.deepEqual(offsets(restarted(log, waiting)), [30], 'a crash while it waits');
  next.giveUp('s');
  assert.deepEqual(offsets(restarted(log, checkpoint(next))), []);
});

test('who starts anew waits for nothing', () => {
  const { exposure, log } = begun();
  exposure.read(lines(0, 3));
  exposure.show();
  const next = restarted(log, undefined);
  assert.deepEqual(offsets(next), []);
  assert.ok(checkpoint(next).generation > 2, 'and takes no number twice');
  assert.deepEqual(log.offsets, []);
});

test('standard input is not waited for: nobody can read it again', () => {
  const { exposure, log } = begun();
  exposure.read(lines(0, 3, 1, { path: '-' }));
  exposure.show();
  assert.deepEqual(log.offsets, []);
});

test('a scrape without new lines writes nothing', () => {
  const { exposure, log } = begun();
  exposure.read(lines(0, 3));
  for (let i = 0; i < 10; i += 1) exposure.show();
  assert.equal(log.appends, 1);
});

test('the log holds what two checkpoints do not have, and no more, however often it is shown', () => {
  const { exposure, log } = begun();
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 50; i += 1) {
    exposure.read(lines(i, i + 1));
    exposure.show();
    if (i % 5 === 4) checkpoint(exposure);
    least = Math.min(least, log.offsets.length);
    assert.ok(log.offsets.length <= 11, log.offsets.join());
  }
  assert.ok(least >= 1);
});

test('while no checkpoint can be written the log has one mark for each file, now and then', () => {
  const { exposure, log } = begun();
  let most = 0;
  for (let i = 0; i < 40_000; i += 1) {
    exposure.read(lines(i % 1_000, (i % 1_000) + 1, 1 + (i % 3)));
    exposure.show();
    if (i % 7 === 0) exposure.take();
    most = Math.max(most, log.offsets.length);
  }
  assert.ok(most <= 17_000, `${most} marks`);
});

test('where marks cannot be written nothing is thrown, and what was missed is written as soon as it can be', () => {
  const { exposure, log } = begun();
  const state = checkpoint(exposure);
  log.full = true;
  exposure.read(lines(0, 3));
  exposure.show();
  checkpoint(exposure);
  assert.deepEqual(log.offsets, []);
  log.full = false;
  exposure.show();
  assert.deepEqual(log.offsets, [30]);
  assert.deepEqual(offsets(restarted(log, state)), [30]);
});

test('a file is new once', () => {
  const files: number[] = [];
  let file = 0;
  const exposure = new Exposure(memoryLog(), () => files.push(file));
  exposure.restore(undefined);
  for (file of [1, 1, 2, 1, 2, 3]) {
    exposure.read(lines(0, 1, file));
    exposure.show();
  }
  assert.deepEqual(files, [1, 2, 3]);
});

test('without a log there is nothing to do', () => {
  const exposure = new Exposure(undefined, () => assert.fail());
  exposure.restore(undefined);
  exposure.read(lines(0, 3));
  exposure.show();
  assert.deepEqual(exposure.take().awaited, []);
});
