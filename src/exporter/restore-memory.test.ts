import assert from 'node:assert/strict';
import { appendFileSync, cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type Run, runExporter, writeConfig } from '../../test/support/running-exporter.js';
import { temporaryDirectory } from '../../test/support/temporary-directory.js';
import { Seal } from '../state/checkpoint-seal.js';

const source = 'app: { files: DIR/app.log, format: json }';
const streak =
  '{ name: audit_denied, type: streak, when: { ok: false }, until: { ok: true }, notify_at: 3, labels: { user: user } }';
const yaml = (metric = streak, sources = source): string =>
  `state: { directory: DIR/state }\nsources: { ${sources} }\nmetrics:\n  - ${metric}\n`;

/** Lines of users, `-` for a denial and `+` for a success: `al- al- bo+`. */
function write(directory: string, events: string): void {
  const lines = events.split(' ').map((event) => ({ user: event.slice(0, -1), ok: event.endsWith('+') }));
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  appendFileSync(join(directory, 'app.log'), text);
}

const gauge = (user: string, value: number): string =>
  `audit_denied{source="app",system="",user="${user}"} ${value}`;
const reached = (user: string, value: number): string =>
  `audit_denied_reached_total{source="app",system="",user="${user}"} ${value}`;

const runs = new WeakMap<TestContext, Run[]>();

/** A directory with a log of these events, read by an exporter that runs. */
async function begin(t: TestContext, events: string, config = yaml()): Promise<[string, Run]> {
  runs.set(t, []);
  // Before the directory goes: a checkpoint may be on its way into it.
  t.after(() => Promise.all(runs.get(t)!.map(({ exporter }) => exporter.stop())));
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, 'app.log'), '');
  write(directory, events);
  return [directory, await go(t, directory, config)];
}

async function go(t: TestContext, directory: string, config = yaml()): Promise<Run> {
  const run = await runExporter(directory, config);
  runs.get(t)!.push(run);
  return run;
}

/** How full each memory is: entries, limit, forgotten. */
async function fullness(run: Run): Promise<string[]> {
  const { families } = await run.exporter.answer(undefined);
  return ['entries', 'limit', 'forgotten_total'].map((name) => {
    const part = families.find((family) => family.name === `auditlog_exporter_memory_${name}`)!.parts[0]!;
    return `${name} ${part.labels(0)} ${part.value(0)}`;
  });
}

test('a stop in the middle of a streak changes nothing', async (t) => {
  const [directory, first] = await begin(t, 'al- al- bo- bo+');
  await first.exporter.stop();
  write(directory, 'al- bo-');
  const next = await go(t, directory);
  assert.deepEqual(await next.samples(), [gauge('al', 3), gauge('bo', 1), reached('al', 1)]);
  assert.deepEqual(next.said, []);
  const row = 'source="app",metric="audit_denied"';
  assert.deepEqual(await fullness(next), [
    `entries ${row} 2`,
    `limit ${row} 1000`,
    `forgotten_total ${row} 0`,
  ]);
});

test('a kill in the middle of a streak changes nothing: positions, series and memory are of one instant', async (t) => {
  const [directory, first] = await begin(t, 'al- al- bo- bo-');
  const [state, kept] = [join(directory, 'state'), join(directory, 'kept')];
  while (!readable(join(state, 'checkpoint'))) await setImmediate();
  cpSync(state, kept, { recursive: true, filter: (path) => !path.endsWith('lock') });
  // Counted, shown, and never written down.
  write(directory, 'al- bo+ cy-');
  await first.exporter.poll();
  const shown = [reached('al', 1), gauge('al', 3), gauge('bo', 0), gauge('cy', 1)];
  assert.deepEqual((await first.samples()).sort(), shown);
  await first.exporter.stop();
  rmSync(state, { recursive: true });
  cpSync(kept, state, { recursive: true });
  const next = await go(t, directory);
  assert.deepEqual((await next.samples()).sort(), shown);
  write(directory, 'al- bo- bo- bo- bo-');
  await next.exporter.poll();
  assert.deepEqual((await next.samples()).sort(), [
    ...[reached('al', 1), reached('bo', 1)],
    ...[gauge('al', 4), gauge('bo', 4), gauge('cy', 1)],
  ]);
});

function readable(path: string): boolean {
  try {
    return readFileSync(path).length > 0;
  } catch {
    return false;
  }
}

const harmless: Record<string, string> = {
  help: yaml(streak.replace('type:', 'help: Something else., type:')),
  'a higher limit': yaml(streak.replace('type:', 'limit: 5000, type:')),
  'another metric': `${yaml()}  - { name: audit_x_total }\n`,
};

for (const [what, after] of Object.entries(harmless)) {
  test(`a restart keeps the memory when only this changed: ${what}`, async (t) => {
    const [directory, first] = await begin(t, 'al- al-');
    await first.exporter.stop();
    const next = await go(t, directory, after);
    write(directory, 'al-');
    await next.exporter.poll();
    assert.ok((await next.samples()).includes(gauge('al', 3)));
    assert.deepEqual(next.said, []);
  });

  test(`a reload keeps the memory when only this changed: ${what}`, async (t) => {
    const [directory, run] = await begin(t, 'al- al-');
    writeConfig(directory, after);
    await run.exporter.reload();
    write(directory, 'al-');
    await run.exporter.poll();
    const samples = await run.samples();
    assert.ok(samples.includes(gauge('al', 3)) && samples.includes(reached('al', 1)), samples.join('\n'));
    assert.deepEqual(run.said, []);
  });
}

const changes: Record<string, string> = {
  condition: yaml(streak.replace('{ ok: false }', '{ ok: [false, no] }')),
  'what ends it': yaml(streak.replace('{ ok: true }', '{ ok: [true, yes] }')),
  'a label': yaml(streak.replace('user: user', 'user: { field: user, lower: true }')),
  'the number to tell': yaml(streak.replace('notify_at: 3', 'notify_at: 4')),
  'how a line is read': yaml(
    streak,
    source.replace('format: json', 'format: json, ignore: { user: nobody }'),
  ),
};
const dropped =
  'dropped what a metric remembered: its definition changed {"source":"app","metric":"audit_denied"}';

for (const [what, after] of Object.entries(changes)) {
  test(`a restart or a reload drops the memory and says so when this changed: ${what}`, async (t) => {
    const [directory, first] = await begin(t, 'al- al-');
    await first.exporter.stop();
    const next = await go(t, directory, after);
    write(directory, 'al-');
    await next.exporter.poll();
    assert.ok((await next.samples()).includes(gauge('al', 1)));
    assert.deepEqual(next.said, [dropped]);
    writeConfig(directory, yaml());
    await next.exporter.reload();
    write(directory, 'al-');
    await next.exporter.poll();
    assert.ok((await next.samples()).includes(gauge('al', 1)));
    assert.deepEqual(next.said, [dropped, dropped]);
  });
}

test('with a lower limit those idle for longest are forgotten, and counted', async (t) => {
  const [directory, first] = await begin(t, 'al- bo- cy- al-');
  await first.exporter.stop();
  const next = await go(t, directory, yaml(streak.replace('type:', 'limit: 2, type:')));
  assert.deepEqual(await next.samples(), [gauge('cy', 1), gauge('al', 2)]);
  assert.match((await fullness(next)).join(), /limit [^ ]* 2,forgotten_total [^ ]* 1$/);
  // Counted once: the forgotten one was not there any more.
  await next.exporter.stop();
  assert.match((await fullness(await go(t, directory))).join(), /entries [^ ]* 2,.*forgotten_total [^ ]* 1$/);
});

test('a metric or a source that is gone is said', async (t) => {
  const [directory, first] = await begin(
    t,
    'al-',
    yaml(streak, `${source}, b: { files: DIR/b.log, format: json }`),
  );
  await first.exporter.stop();
  const next = await go(t, directory, yaml('{ name: audit_x_total }'));
  const gone = (of: string): string =>
    `dropped what a metric remembered: the configuration does not have it any more {"source":"${of}","metric":"audit_denied"}`;
  const without =
    'dropped a source: the configuration does not have it any more; should it come back, it is read as a new one {"source":"b"}';
  assert.deepEqual(next.said, [without, gone('app'), gone('b')]);
});

test('a memory that is damaged is left out and said; everything else goes on', async (t) => {
  const [directory, first] = await begin(t, 'al- al- al-');
  await first.exporter.stop();
  const file = join(directory, 'state', 'checkpoint');
  const seal = new Seal();
  const text = readFileSync(file, 'utf8');
  const body = text
    .slice(0, text.lastIndexOf('\n', text.length - 2) + 1)
    .replace('"Int32Array"', '"Uint32Array"');
  seal.add(body);
  writeFileSync(file, body + seal.line());
  const next = await go(t, directory);
  assert.deepEqual(await next.samples(), [reached('al', 1)]);
  assert.deepEqual(next.said, [
    'dropped what a metric remembered: it is damaged {"source":"app","metric":"audit_denied"}',
  ]);
});

test('a source that is read for the first time is not shown to a scraper before it went live', async (t) => {
  const [directory, run] = await begin(t, 'al-');
  assert.deepEqual(await run.samples('server'), [gauge('al', 1)]);
  writeFileSync(join(directory, 'b.log'), '{"user":"al","ok":false}\n'.repeat(9));
  writeConfig(directory, yaml(streak, `${source}, b: { files: DIR/b.log, format: json }`));
  await run.exporter.reload();
  assert.deepEqual(await run.samples('server'), [gauge('al', 1)]);
  while ((await run.samples('server')).length < 2) await setImmediate();
  const after = await run.samples('server');
  assert.ok(after.includes('audit_denied{source="b",system="",user="al"} 9'), after.join('\n'));
});
