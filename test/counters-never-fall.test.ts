import assert from 'node:assert/strict';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { beat, killExporter, Onlooker, untilLive } from './support/killed-exporter.js';
import { makeExporter, type Run, runExporter } from './support/running-exporter.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const MINUTE = 60_000;
const config = `state: { directory: DIR/state }
sources:
  app: { files: DIR/logs/app.log, format: json }
  other: { files: DIR/other.log, format: json }
metrics: [{ name: audit_x_total, labels: { user: user } }]
`;
const by = (user: string, source = 'app'): string =>
  `audit_x_total{source="${source}",system="",user="${user}"}`;
const lines = (...users: string[]): string => users.map((user) => `{"user":"${user}"}\n`).join('');

/** A started exporter that has shown `a` = 1, and one of the other source, and has a checkpoint of that. */
async function shownOnce(t: TestContext) {
  const directory = temporaryDirectory(t);
  const logs = join(directory, 'logs');
  mkdirSync(logs);
  const log = join(logs, 'app.log');
  writeFileSync(log, lines('a'));
  writeFileSync(join(directory, 'other.log'), lines('o'));
  const run = await runExporter(directory, config);
  t.after(() => run.exporter.stop());
  const onlookers = [new Onlooker(), new Onlooker('server')];
  const look = async (at: Run, hidden: readonly string[] = []) => {
    const shown = await onlookers[0]!.look(at, hidden);
    await onlookers[1]!.look(at, hidden);
    return shown;
  };
  assert.equal((await look(run))?.get(by('a')), 1);
  return { directory, logs, log, run, look };
}

/** The same, and then two more lines were shown that no checkpoint has, before it was killed. */
async function killedAfterShowing(t: TestContext) {
  const parts = await shownOnce(t);
  const { log, run, look, directory } = parts;
  appendFileSync(log, lines('a', 'b'));
  await run.exporter.poll();
  assert.equal((await look(run))?.get(by('a')), 2);
  await killExporter(run, directory);
  return parts;
}

/** The next run, that has read what is there. */
async function restart(t: TestContext, directory: string, yaml = config): Promise<Run> {
  const run = makeExporter(directory, yaml);
  t.after(() => run.exporter.stop());
  run.exporter.start();
  await beat(run);
  return run;
}

/** The next run, when it is live. */
async function restartLive(t: TestContext, directory: string, yaml = config): Promise<Run> {
  const run = await restart(t, directory, yaml);
  await untilLive(run);
  return run;
}

/** All is done that could make it live, and it is not. */
async function staysDark(run: Run): Promise<void> {
  for (let i = 0; i < 5; i += 1) await beat(run);
  assert.equal(run.exporter.live, false);
  assert.match(run.exporter.waitsFor ?? '', /must be read again first: source app: byte \d+ of \S+app\.log$/);
}

test('killed after a scrape that no checkpoint has: shown again when all of it has been read', async (t) => {
  const { directory, look } = await killedAfterShowing(t);
  const shown = await look(await restartLive(t, directory));
  assert.deepEqual([shown?.get(by('a')), shown?.get(by('b'))], [2, 1]);
});

test('rotated while it was down', async (t) => {
  const { directory, log, look } = await killedAfterShowing(t);
  renameSync(log, `${log}.1`);
  writeFileSync(log, lines('c'));
  const shown = await look(await restartLive(t, directory));
  assert.deepEqual([shown?.get(by('a')), shown?.get(by('b')), shown?.get(by('c'))], [2, 1, 1]);
});

test('the log is out of sight for a moment: 503 that says what is waited for, until it is back', async (t) => {
  const { directory, logs, look } = await killedAfterShowing(t);
  renameSync(logs, `${logs}-away`);
  const run = await restart(t, directory);
  await staysDark(run);
  assert.match(run.exporter.waitsFor!, /byte 39 of/);
  renameSync(`${logs}-away`, logs);
  await untilLive(run);
  const shown = await look(run);
  assert.deepEqual([shown?.get(by('a')), shown?.get(by('b'))], [2, 1]);
  assert.equal(run.exporter.waitsFor, undefined);
});

test('another log in its place does not count as having caught up', async (t) => {
  const { directory, log, look } = await killedAfterShowing(t);
  const away = join(directory, 'away.log');
  renameSync(log, away);
  writeFileSync(log, lines('x', 'y', 'z', 'x', 'y', 'z'));
  const run = await restart(t, directory);
  await staysDark(run);
  renameSync(away, `${log}.1`);
  await untilLive(run);
  const shown = await look(run);
  assert.deepEqual([shown?.get(by('a')), shown?.get(by('b')), shown?.get(by('x'))], [2, 1, 2]);
});

test('a symbolic link that was switched to a directory which is not there yet', async (t) => {
  const { directory, logs, look } = await killedAfterShowing(t);
  renameSync(logs, `${logs}-1`);
  symlinkSync(join(directory, 'logs-2'), logs);
  const run = await restart(t, directory);
  await staysDark(run);
  renameSync(`${logs}-1`, join(directory, 'logs-2'));
  await untilLive(run);
  assert.equal((await look(run))?.get(by('a')), 2);
});

test('killed again and again while it waits, also after checkpoints: it still waits', async (t) => {
  const { directory, logs, look } = await killedAfterShowing(t);
  renameSync(logs, `${logs}-away`);
  for (let i = 0; i < 3; i += 1) {
    appendFileSync(join(directory, 'other.log'), lines('o'));
    const run = await restart(t, directory);
    await staysDark(run);
    await killExporter(run, directory);
  }
  renameSync(`${logs}-away`, logs);
  const shown = await look(await restartLive(t, directory));
  assert.deepEqual([shown?.get(by('a')), shown?.get(by('o', 'other'))], [2, 4]);
});

test('the last checkpoint is damaged as well: what it had is waited for too', async (t) => {
  const { directory, log, logs, run, look } = await shownOnce(t);
  appendFileSync(log, lines('a'));
  while (!existsSync(join(directory, 'state', 'checkpoint.previous'))) await beat(run);
  appendFileSync(log, lines('a'));
  await run.exporter.poll();
  assert.equal((await look(run))?.get(by('a')), 3);
  await killExporter(run, directory);
  writeFileSync(join(directory, 'state', 'checkpoint'), 'torn');
  renameSync(logs, `${logs}-away`);
  const next = await restart(t, directory);
  await staysDark(next);
  renameSync(`${logs}-away`, logs);
  await untilLive(next);
  assert.equal((await look(next))?.get(by('a')), 3);
});

test('a directory that is missing for long: the other sources are shown, this one when it has caught up', async (t) => {
  const { directory, logs, look } = await killedAfterShowing(t);
  renameSync(logs, `${logs}-away`);
  const run = await restart(t, directory);
  await beat(run);
  run.clock.advance(MINUTE);
  await untilLive(run);
  const shown = await look(run, ['app']);
  assert.deepEqual([...shown!.keys()], [by('o', 'other')]);
  const { families } = await run.exporter.answer(undefined);
  const sourcesOf = (name: string) => {
    const [part] = families.find((family) => family.name === `auditlog_exporter_${name}`)!.parts;
    return Array.from({ length: part!.size }, (_, slot) => /source="(\w+)"/.exec(part!.labels(slot))![1]);
  };
  assert.deepEqual(sourcesOf('read_bytes_total'), ['other']);
  assert.deepEqual(new Set(sourcesOf('lines_total')), new Set(['other']));
  assert.deepEqual(sourcesOf('source_up'), ['app', 'other']);
  assert.match(run.said.join('\n'), /not showing a source: it was shown .* up to byte 39 of \S+app\.log/);
  run.clock.advance(100 * MINUTE);
  await beat(run);
  await look(run, ['app']);
  renameSync(`${logs}-away`, logs);
  while (run.exporter.waitsFor !== undefined) await beat(run);
  assert.equal((await look(run))?.get(by('a')), 2);
});

test('the log is gone for good: a minute later that is said and counted as a gap, and counting goes on', async (t) => {
  const { directory, log } = await killedAfterShowing(t);
  rmSync(log);
  writeFileSync(log, lines('new'));
  const run = await restart(t, directory);
  await staysDark(run);
  const before = run.exporter.account('app').gaps;
  run.clock.advance(MINUTE);
  await untilLive(run);
  const shown = await new Onlooker().look(run);
  assert.deepEqual([shown?.get(by('a')), shown?.get(by('b')), shown?.get(by('new'))], [1, undefined, 1]);
  assert.match(run.said.join('\n'), /cannot find what was counted and shown before the last crash: byte 39/);
  assert.equal(run.exporter.account('app').gaps, before + 1);
});

test('after a clean stop nothing is waited for, wherever the log is', async (t) => {
  const { directory, log, logs, run, look } = await shownOnce(t);
  appendFileSync(log, lines('a', 'b'));
  await run.exporter.poll();
  await look(run);
  await run.exporter.stop();
  rmSync(logs, { recursive: true });
  const shown = await look(await restartLive(t, directory));
  assert.deepEqual([shown?.get(by('a')), shown?.get(by('b'))], [2, 1]);
});

test('a source that the configuration does not have any more is not waited for', async (t) => {
  const { directory, logs, look } = await killedAfterShowing(t);
  renameSync(logs, `${logs}-away`);
  const run = await restartLive(t, directory, config.replace(/ {2}app: .*\n/, ''));
  assert.ok((await look(run, ['app']))?.has(by('o', 'other')));
});

test('nothing is shown before a checkpoint has what this run began with', async (t) => {
  const directory = temporaryDirectory(t);
  mkdirSync(join(directory, 'logs'));
  writeFileSync(join(directory, 'logs', 'app.log'), lines('a'));
  const run = makeExporter(directory, config);
  t.after(() => run.exporter.stop());
  run.exporter.start();
  const checkpoint = join(directory, 'state', 'checkpoint');
  while (!run.exporter.live) {
    assert.equal(await new Onlooker().look(run), undefined);
    await beat(run);
  }
  assert.ok(existsSync(checkpoint));
});

test('without a directory that can be written it is shown all the same', async (t) => {
  const directory = temporaryDirectory(t);
  mkdirSync(join(directory, 'logs'));
  writeFileSync(join(directory, 'state'), 'in the way');
  writeFileSync(join(directory, 'logs', 'app.log'), lines('a'));
  const run = await restartLive(t, directory);
  assert.equal((await new Onlooker().look(run))?.get(by('a')), 1);
});
