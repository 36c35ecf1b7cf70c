import assert from 'node:assert/strict';
import { test } from 'node:test';
import { callLines } from './support/day-1-calls.js';
import { countedByExporter, countWithJq, linesOf } from './support/day-1-count.js';
import { DayOne } from './support/day-1-pipeline.js';
import { until } from './support/exporter-process.js';

/** What examples/day-1/README.md says is lost at most. */
const MEBIBYTE = 1_048_576;

test('Day 1: a collector that hangs and is killed loses what was on the way, and the exporter counts what is in the file', async (t) => {
  const day = await DayOne.begin(t);
  if (day === undefined) return;
  const { collector, device, vaultHost } = day;
  const exporter = await day.startExporter();
  const queued = () => vaultHost.stat('d_collector_audit', 'queued');
  await device.write(callLines(10, 100));
  await until(
    async () => (await day.text('audit')) === device.sent,
    () => 'nothing arrives',
  );
  collector.send('SIGSTOP');
  // More than the socket buffers take.
  let calls = 110;
  while ((await queued()) < 500) {
    await device.write(callLines(calls, 100));
    calls += 100;
  }
  await collector.stop('SIGKILL');
  await collector.start();
  const last = callLines(calls, 1);
  await device.write(last);
  await until(
    async () => (await day.text('audit')).endsWith(last),
    () => 'the last line did not arrive',
  );

  const log = await day.text('audit');
  const at = firstDifference(log, device.sent);
  const lost = device.sent.length - log.length;
  assert.ok(lost < MEBIBYTE, `${lost} bytes were lost`);
  // One piece from the middle is missing, nothing is there twice or torn.
  assert.ok(log === device.sent.slice(0, at) + device.sent.slice(at + lost));
  const lines = log.split('\n').length - 1;
  const shown = await exporter.scrapeUntil((text) => linesOf(text, 'vault', 'event') >= lines);
  assert.deepEqual(countedByExporter(shown), await countWithJq(log));
});

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}
