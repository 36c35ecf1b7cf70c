import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { CHECKPOINT_VERSION } from '../src/state/checkpoint.js';
import { Seal } from '../src/state/checkpoint-seal.js';
import { beat } from './support/killed-exporter.js';
import { type Run, runExporter } from './support/running-exporter.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const config = `state: { directory: DIR/state }
sources: { app: { files: DIR/app.log, format: json } }
metrics: [{ name: audit_x_total, labels: { user: user } }]
`;

/** A directory with a log of three lines, and a state directory with two checkpoints that have all of them. */
async function stopped(t: TestContext) {
  const directory = temporaryDirectory(t);
  const log = join(directory, 'app.log');
  writeFileSync(log, '{"user":"a"}\n'.repeat(3));
  await (await runExporter(directory, config)).exporter.stop();
  await (await runExporter(directory, config)).exporter.stop();
  const [current, previous] = ['checkpoint', 'checkpoint.previous'].map((name) =>
    join(directory, 'state', name),
  ) as [string, string];
  // What is read anew is not what was kept.
  writeFileSync(log, '{"user":"a"}\n'.repeat(5));
  return { directory, log, current, previous };
}

async function restarted(t: TestContext, directory: string) {
  const run = await runExporter(directory, config);
  t.after(() => run.exporter.stop());
  return { ...run, ...(await metricsOf(run)) };
}

async function metricsOf({ exporter, samples }: Run) {
  const { families } = await exporter.answer(undefined);
  const value = (name: string, labels: string) => {
    const part = families.find((family) => family.name === `auditlog_exporter_checkpoint_${name}`)!.parts[0]!;
    const slot = Array.from({ length: part.size }, (_, i) => part.labels(i)).indexOf(labels);
    return part.value(slot);
  };
  const from = ['current', 'previous', 'nothing', 'failed', 'off'].filter(
    (each) => value('restored', `from="${each}"`) === 1,
  );
  return {
    from,
    count: Number((await samples())[0]?.split(' ')[1]),
    written: value('writes_total', 'result="success"'),
    failed: value('writes_total', 'result="failure"'),
  };
}

function sealed(text: string): string {
  const seal = new Seal();
  seal.add(text);
  return text + seal.line();
}

/** What may have become of a checkpoint, and what is said of it. */
const damages: Record<string, [damage: (path: string) => void, why: RegExp]> = {
  'of another version': [
    (path) => writeFileSync(path, sealed('{"checkpoint":99}\n')),
    new RegExp(`it is of version 99, expected ${CHECKPOINT_VERSION}`),
  ],
  torn: [(path) => writeFileSync(path, readFileSync(path).subarray(0, -40)), /it is torn or was changed/],
  empty: [(path) => writeFileSync(path, ''), /it is empty/],
  foreign: [(path) => writeFileSync(path, 'positions:\n  /var/log/x: 17\n'), /it is torn or was changed/],
};

for (const [what, [damage, why]] of Object.entries(damages)) {
  test(`restart with a checkpoint that is ${what}: said, and the one before is used`, async (t) => {
    const { directory, current } = await stopped(t);
    damage(current);
    const { said, from, count } = await restarted(t, directory);
    assert.equal(said.length, 1, said.join('\n'));
    assert.match(
      said[0]!,
      new RegExp(`^cannot use \\S+/state/checkpoint: ${why.source}; trying the one before`),
    );
    assert.deepEqual([from, count], [['previous'], 5]);
  });

  test(`restart with both checkpoints ${what}: said, counted anew, and shown in the metric`, async (t) => {
    const { directory, current, previous } = await stopped(t);
    damage(current);
    damage(previous);
    const { said, from, count, written } = await restarted(t, directory);
    assert.equal(said.length, 3, said.join('\n'));
    assert.match(said[1]!, new RegExp(`^cannot use \\S+checkpoint\\.previous: ${why.source}`));
    assert.match(
      said[2]!,
      /^no checkpoint can be used: counting starts anew, files are read as "start" says/,
    );
    assert.deepEqual([from, count], [['failed'], 5]);
    assert.ok(written > 0, 'and the next one is kept');
  });
}

test('restart with both checkpoints whole: nothing is said, and the last one is used', async (t) => {
  const { directory } = await stopped(t);
  const { said, from, count } = await restarted(t, directory);
  assert.deepEqual([said, from, count], [[], ['current'], 5]);
});

test('restart without the last checkpoint: said, and the one before is used', async (t) => {
  const { directory, current } = await stopped(t);
  rmSync(current);
  const { said, from, count } = await restarted(t, directory);
  assert.match(said.join('\n'), /^\S+\/state\/checkpoint is missing; using the one before/);
  assert.deepEqual([said.length, from, count], [1, ['previous'], 5]);
});

test('restart without any checkpoint: a first start, of which nothing is said', async (t) => {
  const { directory } = await stopped(t);
  rmSync(join(directory, 'state'), { recursive: true });
  const { said, from, count } = await restarted(t, directory);
  assert.deepEqual([said, from, count], [[], ['nothing'], 5]);
});

test('restart without a writable directory: it runs, says so once, and shows it in the metric', async (t) => {
  const { directory } = await stopped(t);
  rmSync(join(directory, 'state'), { recursive: true });
  writeFileSync(join(directory, 'state'), 'in the way');
  const run = await restarted(t, directory);
  for (let i = 0; i < 5; i += 1) await beat(run);
  const { from, count, written, failed } = await metricsOf(run);
  assert.deepEqual([from, count, written], [['nothing'], 5, 0]);
  assert.ok(failed > 0);
  assert.equal(run.said.length, 1, run.said.join('\n'));
  assert.match(run.said[0]!, /^cannot write the checkpoint: E\w+: .*\(make \S+state writable\)/);
});
