import assert from 'node:assert/strict';
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { begin, go, write } from './support/exporter-log.js';
import { runToEnd } from './support/exporter-process.js';
import { type Run, writeConfig } from './support/running-exporter.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const MINUTE = 60_000;
/** The clock of the exporter. */
const NOON = Date.parse('2026-11-21T12:00:00Z');

const metric =
  '{ name: audit_paths, type: distinct, of: path, windows: [10m, 1h], notify_at: { 1h: 2 }, labels: { user: user } }';
const yaml = (of = metric): string =>
  `state: { directory: DIR/state }\nsources: { app: { files: DIR/app.log, format: json, time: time } }\nmetrics: [${of}]\n`;

/** A read, `minutes` after noon. */
function read(user: string, path: string | null | undefined, minutes = 0): string {
  return JSON.stringify({ user, path, time: new Date(NOON + minutes * MINUTE).toISOString() });
}

/** `al 10m=1 1h=2 reached=1`, one for each user, in alphabetical order. */
async function shown(run: Run): Promise<string[]> {
  return summary(await run.samples());
}

function summary(lines: readonly string[]): string[] {
  const users = new Map<string, string[]>();
  for (const line of lines) {
    const [, name, user, window, value] = /^(\w+)\{.*user="(.*)",window="(\w+)"\} (\S+)$/.exec(line)!;
    const what = name!.endsWith('_reached_total') ? 'reached' : window;
    users.set(user!, [...(users.get(user!) ?? []), `${what}=${value}`]);
  }
  return [...users].map(([user, values]) => `${user} ${values.sort().join(' ')}`).sort();
}

test('values leave their window as the clock goes on, without any event; the counter stays', async (t) => {
  const lines = [read('al', 'a', -20), read('al', 'b', -5), read('al', 'b', -1), read('bo', 'a', -1)];
  const [, run] = await begin(t, lines, yaml());
  assert.deepEqual(await shown(run), ['al 10m=1 1h=2 reached=1', 'bo 10m=1 1h=1']);
  run.clock.advance(9 * MINUTE - 1);
  assert.deepEqual(await shown(run), ['al 10m=1 1h=2 reached=1', 'bo 10m=1 1h=1']);
  run.clock.advance(1);
  assert.deepEqual(await shown(run), ['al 10m=0 1h=2 reached=1', 'bo 10m=0 1h=1']);
  run.clock.advance(50 * MINUTE);
  assert.deepEqual(await shown(run), ['al 10m=0 1h=0 reached=1', 'bo 10m=0 1h=0']);
});

test('an event that is late counts while its window has it, and never makes a value younger', async (t) => {
  const [directory, run] = await begin(
    t,
    [read('al', 'a', -1), read('al', 'b', -9), read('al', 'a', -30)],
    yaml(),
  );
  assert.deepEqual(await shown(run), ['al 10m=2 1h=2 reached=1']);
  write(directory, [read('al', 'c', -61), read('bo', 'c', -61)]);
  await run.exporter.poll();
  assert.deepEqual(await shown(run), ['al 10m=2 1h=2 reached=1']);
  run.clock.advance(1 * MINUTE);
  assert.deepEqual(await shown(run), ['al 10m=1 1h=2 reached=1']);
});

test('a time far ahead, or none, is the clock: it blinds nobody', async (t) => {
  const [, run] = await begin(
    t,
    [
      read('al', 'a', -1),
      read('bo', 'b', 61),
      JSON.stringify({ user: 'bo', path: 'c' }),
      read('al', 'd', -2),
    ],
    yaml(),
  );
  assert.deepEqual(await shown(run), ['al 10m=2 1h=2 reached=1', 'bo 10m=2 1h=2 reached=1']);
});

test('a number is reached once, and again when it had fallen below', async (t) => {
  const reads = (minutes: number) => [read('al', 'a', minutes), read('al', 'b', minutes)];
  const [directory, run] = await begin(t, [...reads(-180), read('al', 'c', -170), ...reads(-130)], yaml());
  // a and b never left the hour before they were read again; an hour later they had.
  assert.deepEqual(await shown(run), ['al 10m=0 1h=0 reached=1']);
  write(directory, reads(-60));
  await run.exporter.poll();
  assert.deepEqual(await shown(run), ['al 10m=0 1h=0 reached=2']);
});

test('what is reached does not depend on how the lines come, nor on stops between them', async (t) => {
  // Five bursts out of order, with an hour and a half between them.
  const lines = Array.from({ length: 60 }, (_, i) => {
    const minutes = Math.floor(i / 12) * 90 + ((i * 5) % 12) - 500;
    return read(`user ${i % 3}`, `${(i * 7) % 11}`, minutes);
  });
  const [, whole] = await begin(t, lines, yaml());
  const wanted = await shown(whole);
  assert.ok(wanted.length === 3 && wanted.every((one) => /reached=5/.test(one)), wanted.join());
  const [directory, first] = await begin(t, [], yaml());
  let run = first;
  for (const [i, line] of lines.entries()) {
    // Half a line first.
    appendFileSync(join(directory, 'app.log'), line.slice(0, 20));
    await run.exporter.poll();
    appendFileSync(join(directory, 'app.log'), `${line.slice(20)}\n`);
    await run.exporter.poll();
    if (i % 20 !== 10) continue;
    await run.exporter.stop();
    run = await go(t, directory, yaml());
  }
  assert.deepEqual(await shown(run), wanted);
});

test('a kill between two checkpoints counts nothing twice', async (t) => {
  const [directory, first] = await begin(t, [read('al', 'a')], yaml());
  const [state, kept] = [join(directory, 'state'), join(directory, 'kept')];
  while (!isWritten(join(state, 'checkpoint'))) await setImmediate();
  cpSync(state, kept, { recursive: true, filter: (path) => !path.endsWith('lock') });
  write(directory, [read('al', 'b'), read('bo', 'b')]);
  await first.exporter.poll();
  const wanted = ['al 10m=2 1h=2 reached=1', 'bo 10m=1 1h=1'];
  assert.deepEqual(await shown(first), wanted);
  await first.exporter.stop();
  rmSync(state, { recursive: true });
  cpSync(kept, state, { recursive: true });
  assert.deepEqual(await shown(await go(t, directory, yaml())), wanted);
});

function isWritten(path: string): boolean {
  try {
    return readFileSync(path).length > 0;
  } catch {
    return false;
  }
}

test('a reload keeps the values while the definition is the same', async (t) => {
  const [directory, run] = await begin(t, [read('al', 'a'), read('al', 'b')], yaml());
  writeConfig(directory, yaml(metric.replace('type:', 'limit: 7, help: Paths., type:')));
  await run.exporter.reload();
  assert.deepEqual(await shown(run), ['al 10m=2 1h=2 reached=1']);
  writeConfig(directory, yaml(metric.replace('of: path', 'of: [path, user]')));
  await run.exporter.reload();
  assert.deepEqual(await shown(run), []);
  // Of its series, and of what it remembered.
  assert.equal(run.said.length, 2);
});

test('an event without a value is no event of the metric', async (t) => {
  const [, run] = await begin(
    t,
    [read('al', null), read('al', ''), read('al', undefined), read('bo', 'a')],
    yaml(),
  );
  assert.deepEqual(await shown(run), ['bo 10m=1 1h=1']);
  const { families } = await run.exporter.answer(undefined);
  const { parts } = families.find(({ name }) => name === 'auditlog_exporter_lines_total')!;
  assert.deepEqual(
    [0, 1].map((slot) => parts[0]!.value(slot)),
    [1, 3],
  );
});

test('invented users make room for one another and for real ones', async (t) => {
  const invented = Array.from({ length: 50 }, (_, i) => read(`invented ${i}`, 'a'));
  const few = yaml(metric.replace('type:', 'limit: 3, type:'));
  const [directory, run] = await begin(t, [read('al', 'a'), ...invented], few);
  assert.deepEqual(
    (await shown(run)).map((one) => one.split('=')[0]),
    ['invented 47 10m', 'invented 48 10m', 'invented 49 10m'],
  );
  write(directory, [read('al', 'b'), read('al', 'c'), read('al', 'd')]);
  await run.exporter.poll();
  assert.equal((await shown(run))[0], 'al 10m=3 1h=3 reached=1');
  const { families } = await run.exporter.answer(undefined);
  const own = ['entries', 'limit', 'forgotten_total'].map((what) => {
    return families.find(({ name }) => name === `auditlog_exporter_memory_${what}`)!.parts[0]!.value(0);
  });
  assert.deepEqual(own, [3, 3, 49]);
});

test('a replay shows the windows that end at the newest event, whenever it runs', async (t) => {
  const directory = temporaryDirectory(t);
  const lines = [read('al', 'a', -900_000), read('al', 'b', -900_009), read('al', 'c', -900_030)];
  writeFileSync(join(directory, 'app.log'), lines.map((line) => `${line}\n`).join(''));
  writeConfig(directory, yaml());
  const { code, out, err } = await runToEnd(['replay', '--source=app', 'app.log'], { cwd: directory });
  assert.equal(code, 0, err);
  const own = out.split('\n').filter((line) => line.startsWith('audit_'));
  assert.deepEqual(summary(own), ['al 10m=2 1h=3 reached=1']);
});

test('what a metric without labels will count stands at 0 from the start', async (t) => {
  const plain = metric.replace(', labels: { user: user }', '').replace('{ 1h: 2 }', '2');
  const [, run] = await begin(t, [], yaml(plain));
  const series = (window: string) => `audit_paths_reached_total{source="app",system="",window="${window}"} 0`;
  assert.deepEqual(await run.samples(), [series('10m'), series('1h')]);
});
