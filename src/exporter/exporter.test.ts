import assert from 'node:assert/strict';
import { appendFileSync, cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { makeExporter, type Run, runExporter, writeConfig } from '../../test/support/running-exporter.js';
import { temporaryDirectory } from '../../test/support/temporary-directory.js';

const app = 'app: { files: DIR/app.log, format: json }';
const metrics = 'metrics: [{ name: audit_x_total, labels: { user: user } }]\n';
const config = (sources = app): string =>
  `state: { directory: DIR/state }\nsources: { ${sources} }\n${metrics}`;
const by = (user: string, value: number, source = 'app'): string =>
  `audit_x_total{source="${source}",system="",user="${user}"} ${value}`;

/** A directory whose log has one line of each of these users. */
function directoryWith(t: TestContext, ...users: string[]): string {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, 'app.log'), '');
  write(directory, ...users);
  return directory;
}

function write(directory: string, ...users: string[]): void {
  appendFileSync(join(directory, 'app.log'), users.map((user) => `{"user":"${user}"}\n`).join(''));
}

/** Until a checkpoint has been written that has everything. */
async function checkpoint(run: Run): Promise<void> {
  const before = await writes(run);
  run.waker.wake();
  while ((await writes(run)) === before) await setImmediate();
}

async function writes({ exporter }: Run): Promise<number> {
  const { families } = await exporter.answer(undefined);
  return families
    .find(({ name }) => name === 'auditlog_exporter_checkpoint_writes_total')!
    .parts[0]!.value(0);
}

test('a kill between two checkpoints: the lines since are read again, nothing is lost or counted twice', async (t) => {
  const directory = directoryWith(t, 'a', 'b');
  const first = await runExporter(directory, config());
  t.after(() => first.exporter.stop());
  await checkpoint(first);
  const state = join(directory, 'state');
  const kept = join(directory, 'kept');
  cpSync(state, kept, { recursive: true, filter: (path) => !path.endsWith('lock') });
  write(directory, 'a', 'c');
  await first.exporter.poll();
  assert.deepEqual(await first.samples(), [by('a', 2), by('b', 1), by('c', 1)]);
  await first.exporter.stop();
  // As it stood when it was killed.
  rmSync(state, { recursive: true });
  cpSync(kept, state, { recursive: true });
  write(directory, 'b');
  const next = await runExporter(directory, config());
  t.after(() => next.exporter.stop());
  assert.deepEqual(await next.samples(), [by('a', 2), by('b', 2), by('c', 1)]);
});

test('a scrape that shows a series for the first time is written down at once', async (t) => {
  const directory = directoryWith(t);
  const run = await runExporter(directory, config());
  t.after(() => run.exporter.stop());
  while ((await writes(run)) === 0) await setImmediate();
  write(directory, 'late');
  await run.exporter.poll();
  assert.deepEqual(await run.samples('server'), [by('late', 0)]);
  // Nothing but the scrape causes the checkpoint: the waker stands still.
  while ((await run.samples('server'))[0] === by('late', 0)) await setImmediate();
  assert.deepEqual(await run.samples('server'), [by('late', 1)]);
  assert.deepEqual(await run.samples('another'), [by('late', 0)]);
});

test('from the checkpoint before, all that is there counts as shown', async (t) => {
  const directory = directoryWith(t);
  const first = await runExporter(directory, config());
  while ((await writes(first)) === 0) await setImmediate();
  write(directory, 'a');
  await first.exporter.poll();
  await first.samples('server');
  await checkpoint(first);
  await first.exporter.stop();
  write(directory, 'b');
  writeFileSync(join(directory, 'state', 'checkpoint'), 'torn');
  const next = await runExporter(directory, config());
  t.after(() => next.exporter.stop());
  assert.deepEqual(await next.samples('server'), [by('a', 1), by('b', 1)]);
  assert.match(next.said.join(), /^cannot use \S+checkpoint: it is torn/);
});

test('neither checkpoint can be used: it starts anew, and says so in the metric', async (t) => {
  const directory = directoryWith(t, 'a');
  await (await runExporter(directory, config())).exporter.stop();
  for (const name of ['checkpoint', 'checkpoint.previous']) writeFileSync(join(directory, 'state', name), '');
  const { exporter, samples } = await runExporter(directory, config());
  t.after(() => exporter.stop());
  assert.deepEqual(await samples('server'), [by('a', 1)]);
  const { families } = await exporter.answer(undefined);
  const restored = families.find(({ name }) => name === 'auditlog_exporter_checkpoint_restored')!.parts[0]!;
  const from = Array.from({ length: restored.size }, (_, slot) => [
    restored.labels(slot),
    restored.value(slot),
  ]);
  assert.deepEqual(
    from.filter(([, value]) => value === 1),
    [['from="failed"', 1]],
  );
});

test('a source that a reload adds brings its history as it is, and later events as increases', async (t) => {
  const directory = directoryWith(t, 'a');
  const run = await runExporter(directory, config());
  t.after(() => run.exporter.stop());
  while ((await writes(run)) === 0) await setImmediate();
  writeFileSync(join(directory, 'old.log'), '{"user":"old"}\n{"user":"old"}\n');
  writeConfig(directory, config(`${app}, old: { files: DIR/old.log, format: json }`));
  await run.exporter.reload();
  assert.deepEqual(await run.samples('server'), [by('a', 1)], 'not read to its end yet');
  await run.exporter.poll();
  await setImmediate();
  assert.deepEqual(await run.samples('server'), [by('a', 1), by('old', 2, 'old')]);
  appendFileSync(join(directory, 'old.log'), '{"user":"new"}\n');
  await run.exporter.poll();
  assert.deepEqual(await run.samples('server'), [by('a', 1), by('old', 2, 'old'), by('new', 0, 'old')]);
});

test('a reload keeps what was shown, and two at once read no line twice', async (t) => {
  const directory = directoryWith(t, 'a');
  const run = await runExporter(directory, config());
  t.after(() => run.exporter.stop());
  while ((await writes(run)) === 0) await setImmediate();
  write(directory, 'b');
  await run.exporter.poll();
  await run.samples('server');
  await checkpoint(run);
  writeConfig(directory, config(app.replace('format', 'poll_interval: 50ms, format')));
  await Promise.all([run.exporter.reload(), run.exporter.reload()]);
  write(directory, 'b');
  await run.exporter.poll();
  assert.deepEqual(await run.samples('server'), [by('a', 1), by('b', 2)]);
});

test('before it has read to the end it is not live, and what is there does not count as new', async (t) => {
  const directory = directoryWith(t, 'a');
  const run = makeExporter(directory, config());
  assert.equal(run.exporter.live, false);
  assert.deepEqual(await run.samples('server'), []);
  await run.exporter.stop();
  const next = await runExporter(directory, config());
  t.after(() => next.exporter.stop());
  assert.deepEqual(await next.samples('server'), [by('a', 1)]);
});
