import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { callLines } from './support/day-1-calls.js';
import { countedByExporter, countWithJq, linesOf, sum } from './support/day-1-count.js';
import { DayOne } from './support/day-1-pipeline.js';
import { until } from './support/exporter-process.js';

test('Day 1: an outage of the collector, a kill of the exporter and four hours of logrotate, each line once', async (t) => {
  const day = await DayOne.begin(t);
  if (day === undefined) return;
  const { collector, device, vaultHost } = day;
  let calls = 0;
  const send = async (count: number) => {
    for (const end = calls + count; calls < end; calls += 50) await device.write(callLines(calls, 50));
  };
  const arrived = async () => {
    const isThere = async () => (await day.text('audit')).length === device.sent.length;
    await until(isThere, () => `not all of ${calls} calls are in the audit file`);
  };
  const queued = (lines: number) =>
    until(
      async () => (await vaultHost.stat('d_collector_audit', 'queued')) === lines,
      () => `the disk buffer never had ${lines} lines`,
    );

  const first = await day.startExporter();
  await send(500);
  await arrived();
  await day.rotate(() => send(50));

  // The log server is away for a while, and the syslog-ng that sends is killed meanwhile.
  await arrived();
  await collector.stop();
  await send(500);
  await queued(1_000);
  await vaultHost.stop('SIGKILL');
  await device.closed();
  await vaultHost.start();
  await send(500);
  await queued(2_000);
  await collector.start();
  await day.rotate(() => send(50));
  await arrived();

  // The exporter is killed. What it has not counted is rotated and compressed before it comes back.
  const before = countedByExporter(await first.scrapeUntil((text) => linesOf(text, 'vault', 'event') > 0));
  await Promise.all([send(500), first.stop('SIGKILL')]);
  await arrived();
  await day.rotate(() => send(50));
  await send(50);
  await arrived();
  await day.rotate(() => send(50));
  const second = await day.startExporter();
  await send(500);
  await arrived();

  const log = await day.text('audit');
  assert.ok(log === device.sent, 'the files are not byte for byte what was sent');
  assert.equal(day.rotated('audit').filter((name) => name.endsWith('.zst')).length, 3);
  const shown = await second.scrapeUntil((text) => linesOf(text, 'vault', 'event') >= 2 * calls);
  const counted = countedByExporter(shown);
  assert.deepEqual(counted, await countWithJq(device.sent));
  assert.ok(Object.keys(counted.denied).length >= 7 && counted.entries === 2 * calls);
  assert.ok(counted.entries > before.entries);
  for (const result of ['ignored', 'invalid', 'too_long']) assert.equal(linesOf(shown, 'vault', result), 0);
  assert.equal(sum(shown, 'auditlog_exporter_gaps_total', {}), 0);
  assert.equal(await vaultHost.stat('d_collector_audit', 'dropped'), 0);
});

test('Day 1: what the hosts say is in one file, and only what Vault says is counted', async (t) => {
  const day = await DayOne.begin(t);
  if (day === undefined) return;
  const exporter = await day.startExporter();
  const sealed = '2026-11-21T06:10:01.123Z [INFO]  core: vault is sealed';
  await day.say('sshd', `Invalid user ${sealed}`);
  await day.say('vault', sealed);
  const event = { source: 'vault-server', event: 'sealed' };
  const shown = await exporter.scrapeUntil((text) => sum(text, 'audit_security_events_total', event) > 0);
  assert.equal(sum(shown, 'audit_security_events_total', event), 1);
  assert.equal(sum(shown, 'auditlog_exporter_lines_total', { source: 'vault-server' }), 1);
  const head = String.raw`\d{4}-11-21T06:10:01\S* \S+`;
  const line = (program: string) =>
    new RegExp(String.raw`^${head} ${program}\[4711\]: .*vault is sealed$`, 'm');
  await until(
    () => /vault\[/.test(readFileSync(join(day.logs, 'messages'), 'utf8')),
    () => 'no messages',
  );
  const messages = readFileSync(join(day.logs, 'messages'), 'utf8');
  assert.match(messages, line('sshd'));
  assert.match(messages, line('vault'));
  assert.doesNotMatch(readFileSync(join(day.logs, 'server'), 'utf8'), /sshd/);
});
