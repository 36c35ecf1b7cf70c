import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deletingKinds, kinds } from '../bench/torture/kinds.js';
import { logFiles } from '../bench/torture/layout.js';
import { missingPrograms } from '../bench/torture/missing-programs.js';
import { parseOptions } from '../bench/torture/options.js';
import { RunCounts } from '../bench/torture/run-counts.js';
import { contradictions } from '../bench/torture/settle-windows.js';
import { prepareDirectories, Stage } from '../bench/torture/stage.js';
import { standingLines } from '../bench/torture/standing.js';
import type { Subject } from '../bench/torture/subject.js';
import { waitFor } from '../bench/torture/wait.js';
import { temporaryDirectory } from './support/temporary-directory.js';

/** Nobody, who lets everything happen but a stop. */
const nobody: Subject = {
  follows: () => Promise.resolve(true),
  undisturbed: (work) => work(),
  settled: () => Promise.resolve(),
  kept: () => Promise.resolve(),
  whileDown: () => Promise.resolve(false),
};
const able = missingPrograms('logdna').length === 0;
/** Nobody is ever down. */
const impossible = ['gzip-down', 'reuse'];
const chosen = kinds.filter((kind) => !impossible.includes(kind) && (able || !kind.includes('logrotate')));
const farTooLong = 120_000;

test('the writer and the rotations of every kind agree with the files', async (t) => {
  const directory = temporaryDirectory(t);
  prepareDirectories(directory);
  const options = parseOptions(['--seed', '5', '--seconds', '1', '--rate', '4000']);
  assert.ok(typeof options !== 'string', String(options));
  const counts = new RunCounts();
  const failures: string[] = [];
  const stage = new Stage(
    { ...options, kinds: chosen },
    { directory, counts, subject: nobody, note: () => {}, failed: (message) => failures.push(message) },
  );
  t.after(() => stage.kill());
  const all = () => chosen.every((kind) => counts.of(`rotated: ${kind}`) > 0) || failures.length > 0;
  assert.ok(await waitFor(all, farTooLong), counts.list('rotated: '));
  await stage.endRotations();
  const written = await stage.endWriting();
  assert.deepEqual(failures, []);
  const standing = standingLines(directory);
  for (const { name, kinds } of logFiles) {
    const deleted = kinds.some((kind) => deletingKinds.includes(kind));
    assert.deepEqual(contradictions(written[name]!, standing.get(name)!, deleted), [], name);
    assert.ok(written[name]!.events > 0, `${name} was not written`);
  }
});
