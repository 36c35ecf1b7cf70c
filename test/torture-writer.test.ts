import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { outside } from '../bench/torture/compare.js';
import { kinds } from '../bench/torture/kinds.js';
import { logFiles } from '../bench/torture/layout.js';
import { missingPrograms } from '../bench/torture/missing-programs.js';
import { parseOptions } from '../bench/torture/options.js';
import { recount } from '../bench/torture/recount.js';
import { RunCounts } from '../bench/torture/run-counts.js';
import { prepareDirectories, Stage } from '../bench/torture/stage.js';
import { boundsOf } from '../bench/torture/truth.js';
import { temporaryDirectory } from './support/temporary-directory.js';

/** What the deletions of `gone` took is not there to be counted. */
const deleting = ['delete', 'unlinked', 'reuse'];

/** Writes and rotates for `seconds`, with nobody reading, and compares the account of the writer with the files. */
async function account(directory: string, ...more: readonly string[]) {
  const able = missingPrograms('logdna').length === 0;
  const chosen = kinds.filter((kind) => !deleting.includes(kind) && (able || !kind.includes('logrotate')));
  const options = parseOptions(['--seconds', '3', '--rate', '5000', ...more]);
  assert.ok(typeof options !== 'string', String(options));
  prepareDirectories(directory);
  const counts = new RunCounts();
  const failures: string[] = [];
  const subject = {
    follows: () => Promise.resolve(true),
    undisturbed: <T>(work: () => Promise<T>) => work(),
    settled: () => Promise.resolve(),
    whileDown: () => Promise.resolve(false),
  };
  const failed = (message: string) => failures.push(message);
  const stage = new Stage({ ...options, kinds: chosen }, { directory, counts, subject, failed });
  try {
    await sleep(options.seconds * 1000);
    await stage.endRotations();
    const written = await stage.endWriting();
    const bounds = boundsOf(logFiles, written);
    return {
      failures,
      counts,
      written,
      bounds,
      wrong: outside(bounds, recount(directory), ['block', 'mark']),
    };
  } finally {
    stage.kill();
  }
}

test('what the writer says it wrote is what stands in the files, whatever was done to them', async (t) => {
  const { failures, counts, written, wrong } = await account(temporaryDirectory(t), '--seed', '5');
  assert.deepEqual(failures, []);
  assert.deepEqual(wrong, []);
  assert.ok(counts.sum('rotated: ') >= 20, counts.list('rotated: '));
  for (const { name } of logFiles) assert.ok(written[name]!.events > 100, `${name} was not written`);
});

test('what a copytruncate takes that does not wait for the writer is counted exactly', async (t) => {
  const more = ['--seed', '6', '--loose-copytruncate'];
  const { failures, written, bounds, wrong } = await account(temporaryDirectory(t), ...more);
  assert.deepEqual(failures, []);
  assert.deepEqual(wrong, []);
  const windows = logFiles.flatMap(({ name }) => written[name]!.windows);
  assert.ok(windows.some(({ from, to }) => to > from));
  assert.ok(bounds.least.group('lines').get('app event')! < bounds.most.group('lines').get('app event')!);
});
