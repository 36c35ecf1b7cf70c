import assert from 'node:assert/strict';
import { test } from 'node:test';
import { begin, go, write } from './support/exporter-log.js';
import { type Run, writeConfig } from './support/running-exporter.js';

const HOUR = 3_600_000;
/** The clock of the exporter. */
const NOON = Date.parse('2026-11-21T12:00:00Z');

const metric =
  '{ name: audit_new_total, type: first_seen, of: [user, address], learn: 2h, remember: 5, labels: { user: user } }';
const yaml = (of = metric): string =>
  `state: { directory: DIR/state }\nsources: { app: { files: DIR/app.log, format: json, time: time } }\nmetrics: [${of}]\n`;

/** Somebody from somewhere, `hours` after noon. */
function login(user: string, address: string | number | null | undefined, hours: number): string {
  return JSON.stringify({ user, address, time: new Date(NOON + hours * HOUR).toISOString() });
}

/** Counts by user. */
async function counts(run: Run): Promise<Record<string, number>> {
  const found = (await run.samples()).map((line) => /user="(.*)"\} (\d+)$/.exec(line)!);
  return Object.fromEntries(found.map(([, user, value]) => [user!, Number(value)]));
}

async function own(run: Run): Promise<number[]> {
  const { families } = await run.exporter.answer(undefined);
  return ['entries', 'limit', 'forgotten_total'].map((what) => {
    return families.find(({ name }) => name === `auditlog_exporter_memory_${what}`)!.parts[0]!.value(0);
  });
}

test('what comes in the learning period is known, and what comes later is new, once', async (t) => {
  const learned = [login('al', '1', -9), login('bo', '1', -8), login('al', '2', -7.01)];
  const [directory, run] = await begin(t, [...learned, login('al', '1', -7), login('al', '3', -7)], yaml());
  assert.deepEqual(await counts(run), { al: 1 });
  write(directory, [login('al', '3', -6), login('bo', '2', -6), login('bo', '1', -6), login('al', '2', -5)]);
  await run.exporter.poll();
  assert.deepEqual(await counts(run), { al: 1, bo: 1 });
});

test('the learning goes by the times in the log, whatever the clock says and however late an event comes', async (t) => {
  const [directory, run] = await begin(t, [login('al', '1', -90_000)], yaml());
  run.clock.advance(1_000 * HOUR);
  write(directory, [login('al', '2', -89_999), login('al', '3', -89_998), login('al', '4', -89_998.5)]);
  await run.exporter.poll();
  assert.deepEqual(await counts(run), { al: 1 });
});

test('the learning goes on where it was after a stop; so does what is known', async (t) => {
  const [directory, first] = await begin(t, [login('al', '1', -9)], yaml());
  await first.exporter.stop();
  write(directory, [login('al', '2', -8)]);
  const second = await go(t, directory, yaml());
  assert.deepEqual(await counts(second), {});
  await second.exporter.stop();
  write(directory, [login('al', '1', -6), login('al', '2', -6), login('al', '3', -6)]);
  const third = await go(t, directory, yaml());
  assert.deepEqual(await counts(third), { al: 1 });
  await third.exporter.stop();
  write(directory, [login('al', '3', -5), login('al', '4', -5)]);
  const last = await go(t, directory, yaml());
  assert.deepEqual([await counts(last), await own(last), last.said], [{ al: 2 }, [4, 5, 0], []]);
});

test('without a learning period the first one is new; texts count, not how they are written', async (t) => {
  const lines = [login('al', 7, -1), login('al', '7', -1), login('al', '8', -1), login('al', 8, -1)];
  const [, run] = await begin(t, lines, yaml(metric.replace('learn: 2h', 'learn: 0s')));
  assert.deepEqual(await counts(run), { al: 2 });
});

test('an event that lacks a field is no event of the metric', async (t) => {
  const lines = [null, undefined, '', '1'].map((address) => login('al', address, -1));
  const [, run] = await begin(t, lines, yaml(metric.replace('learn: 2h', 'learn: 0s')));
  assert.deepEqual(await counts(run), { al: 1 });
  const { families } = await run.exporter.answer(undefined);
  const { parts } = families.find(({ name }) => name === 'auditlog_exporter_lines_total')!;
  assert.deepEqual(
    [0, 1].map((slot) => parts[0]!.value(slot)),
    [1, 3],
  );
});

test('beyond the bound the one not met for longest is forgotten, counted, and new when it comes again', async (t) => {
  const all = ['1', '2', '3', '4', '5'].map((address) => login('al', address, -9));
  const [directory, run] = await begin(t, [...all, login('al', '1', -9)], yaml());
  write(directory, [login('al', '6', -1), login('al', '1', -1), login('al', '2', -1)]);
  await run.exporter.poll();
  assert.deepEqual([await counts(run), await own(run)], [{ al: 2 }, [5, 5, 2]]);
});

test('with less room after a reload the oldest are forgotten; another definition learns anew', async (t) => {
  const all = ['1', '2', '3', '4', '5'].map((address) => login('al', address, -9));
  const [directory, run] = await begin(t, all, yaml());
  writeConfig(directory, yaml(metric.replace('remember: 5', 'remember: 2')));
  await run.exporter.reload();
  assert.deepEqual(await own(run), [2, 2, 3]);
  write(directory, [login('al', '5', -1), login('al', '1', -1)]);
  await run.exporter.poll();
  assert.deepEqual(await counts(run), { al: 1 });
  writeConfig(directory, yaml(metric.replace('learn: 2h', 'learn: 3h')));
  await run.exporter.reload();
  write(directory, [login('al', '9', -1)]);
  await run.exporter.poll();
  assert.deepEqual([await counts(run), await own(run), run.said.length], [{}, [1, 5, 0], 2]);
});
