import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { runToEnd } from './support/exporter-process.js';
import { startCommand } from './support/running-command.js';

test('demo plays the scenarios it is told, and shows Prometheus a new series as 0 first', async (t) => {
  const demo = startCommand(t, ['demo', '--scenario=denied-streak', '--web.listen-address=127.0.0.1:0']);
  await demo.said('denied in a row  ldap-oscar 1');
  const [, url] = /metrics +(http:\S+)/.exec(demo.text())!;
  const denied = async (headers: Record<string, string>) => {
    const text = await (await fetch(url!, { headers })).text();
    return Number(/^audit_denied_total\{[^}]*user="ldap-oscar"[^}]*\} (\d+)/m.exec(text)![1]);
  };
  const server = { 'user-agent': 'Prometheus/3.0', 'x-prometheus-scrape-timeout-seconds': '10' };
  // A person sees the value at once.
  assert.ok((await denied({ 'user-agent': 'curl/8' })) >= 5);
  assert.equal(await denied(server), 0);
  assert.ok((await denied(server)) >= 5);
  const directory = /logs +(\S+)/.exec(demo.text())![1]!;
  assert.ok(existsSync(directory));
  assert.equal(await demo.stop(), 0);
  assert.ok(!existsSync(directory));
  assert.match(demo.text(), / {2}now {14}denied-streak: one user searches/);
});

test('demo without scenarios is quiet, and ends after --seconds', async () => {
  const { code, out, err } = await runToEnd([
    ...['demo', '--scenario=none', '--speed=60', '--rate=3', '--seed=4', '--seconds=5'],
    '--web.listen-address=127.0.0.1:0',
  ]);
  assert.deepEqual([code, err], [0, '']);
  assert.match(out, /^after \d+ s: [1-9]\d* lines read\n {2}now {14}\d+ min ago\n/m);
  assert.match(
    out,
    /denied in a row {2}nobody yet\n {2}many secrets {5}nobody yet\n {2}new addresses {4}none yet/,
  );
});

test('demo leaves nothing behind when its terminal is closed, or nobody reads its output', async (t) => {
  for (const end of ['stop', 'hangUp'] as const) {
    const demo = startCommand(t, ['demo', '--scenario=none', '--web.listen-address=127.0.0.1:0']);
    await demo.said('Ctrl-C ends it.');
    const directory = /logs +(\S+)/.exec(demo.text())![1]!;
    assert.ok(existsSync(directory));
    assert.equal(await demo[end]('SIGHUP'), 0, end);
    assert.ok(!existsSync(directory), end);
  }
});

test('a scenario that demo does not know: exit code 2, and the nearest', async () => {
  const { code, err } = await runToEnd(['demo', '--scenario=rekye']);
  assert.equal(code, 2);
  assert.match(
    err,
    /^auditlog-exporter: unknown scenario "rekye"; did you mean "rekey"\? there are: all, none, /,
  );
});
