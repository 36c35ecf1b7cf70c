import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { runExporter } from './support/running-exporter.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const config = `state: { directory: DIR/state }
sources: { app: { files: DIR/app.log, format: json, time: ts } }
metrics:
  - { name: audit_x_total, labels: { v: v } }
  - { name: audit_last_timestamp_seconds, type: gauge }
`;
const app = 'source="app",system=""';

test('scenario 20: clocks that differ, events out of order, times in the future, and no time at all', async (t) => {
  const directory = temporaryDirectory(t);
  const log = `${directory}/app.log`;
  writeFileSync(log, '');
  let run = await runExporter(directory, config);
  let events = 0;
  const last = async (): Promise<string | undefined> =>
    (await run.samples()).find((line) => line.startsWith('audit_last'))?.split(' ')[1];
  const event = async (ts: unknown): Promise<number> => {
    events += 1;
    appendFileSync(log, `${JSON.stringify({ v: 'a', ts })}\n`);
    const { lagSum } = run.exporter.account('app');
    await run.exporter.poll();
    assert.ok(run.exporter.account('app').lagSum >= lagSum, 'a sum of ages never falls');
    return Number(await last());
  };
  const noon = Date.parse('2026-11-21T12:00:00Z') / 1000;
  assert.equal(await event('2026-11-21T11:59:00Z'), noon - 60);
  // Out of order: the newest time stays.
  assert.equal(await event('2026-11-21T11:58:00Z'), noon - 60);
  assert.equal(await event('2026-11-21T11:59:30.5Z'), noon - 29.5);
  // A host whose clock is two minutes ahead of ours.
  assert.equal(await event('2026-11-21T12:02:00Z'), noon + 120);
  assert.equal(await event('2026-11-21T12:00:00Z'), noon + 120);
  // Years ahead: shown, and taken back by the next event, or it would hide a silence.
  assert.equal(await event('2031-01-01T00:00:00Z'), Date.parse('2031-01-01') / 1000);
  assert.equal(await event('2026-11-21T12:00:01Z'), noon + 1);
  assert.equal(await event('9999-12-31T23:59:59Z'), Date.parse('9999-12-31T23:59:59Z') / 1000);
  assert.equal(await event('2026-11-21T12:00:02Z'), noon + 2);
  for (const none of [
    undefined,
    null,
    '',
    'yesterday',
    '2026-13-45T99:99:99Z',
    {},
    true,
    0,
    '1970-01-01T00:00:00Z',
  ])
    assert.equal(await event(none), noon + 2, JSON.stringify(none));
  // Our own clock is set back by a day, then ahead by a year.
  run.clock.jumpTo((noon - 86_400) * 1000);
  assert.equal(await event('2026-11-20T12:00:00Z'), noon - 86_400);
  run.clock.jumpTo((noon + 31_536_000) * 1000);
  assert.equal(await event('2026-11-21T12:00:03Z'), noon + 3);

  const { lines } = run.exporter.account('app');
  assert.deepEqual(lines, { event: events, ignored: 0, invalid: 0, tooLong: 0 });
  const before = await run.samples();
  assert.ok(before.includes(`audit_x_total{${app},v="a"} ${events}`), before.join('\n'));
  await run.exporter.stop();
  run = await runExporter(directory, config);
  t.after(() => run.exporter.stop());
  assert.deepEqual(await run.samples(), before);
});

/** Every value as a label shows it. */
const labels: readonly (readonly [json: string, label: string])[] = [
  ['true', 'true'],
  ['false', 'false'],
  ['null', ''],
  ['[1,"two",false,null,[3]]', '1,two,false,,3'],
  ['[]', ''],
  ['[{"a":1}]', '{\\"a\\":1}'],
  ['{"a": [1]}', '{\\"a\\":[1]}'],
  ['17', '17'],
  ['-0.5', '-0.5'],
  ['1.0', '1'],
  ['1e3', '1000'],
  ['9007199254740993', '9007199254740993'],
  ['12345678901234567890123', '12345678901234567890123'],
  ['"true"', 'true'],
  ['"17"', '17'],
  ['""', ''],
];

test('scenario 25: booleans, null, arrays, objects and numbers as labels', async (t) => {
  const directory = temporaryDirectory(t);
  const text = labels.map(([json]) => `{"v":${json}}\n`).join('');
  writeFileSync(`${directory}/app.log`, `${text}{}\n`);
  const run = await runExporter(directory, config);
  t.after(() => run.exporter.stop());
  const counts = new Map<string, number>();
  for (const label of [...labels.map(([, shown]) => shown), ''])
    counts.set(label, (counts.get(label) ?? 0) + 1);
  assert.deepEqual(
    (await run.samples()).filter((line) => line.startsWith('audit_x_total')).sort(),
    [...counts].map(([label, count]) => `audit_x_total{${app},v="${label}"} ${count}`).sort(),
  );
});
