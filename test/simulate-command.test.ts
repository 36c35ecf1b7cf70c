import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { scenarios } from '../src/cli/simulator/scenarios.js';
import { runToEnd } from './support/exporter-process.js';
import { startCommand } from './support/running-command.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const HOUR = 3_600_000;
const names = ['conjur-audit.json', 'vault-audit.log', 'vault-server.log'];

/** Times of the lines of Vault's audit log in `directory`. */
function timesIn(directory: string): number[] {
  const lines = readFileSync(join(directory, 'vault-audit.log'), 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => Date.parse(JSON.parse(line).time));
}

test('simulate writes three logs, readable by everybody, that begin a day ago; SIGTERM ends it with 0', async (t) => {
  const directory = join(temporaryDirectory(t), 'made', 'by', 'it');
  const started = Date.now();
  const command = startCommand(t, [
    ...['simulate', '--scenario=policy-change', '--every=1', '--seconds=600', directory],
  ]);
  await command.said('scenario=policy-change');
  assert.equal(await command.stop(), 0);
  assert.match(command.text(), /level=info msg="writing the logs" directory=\S+\/made\/by\/it\n/);
  assert.deepEqual(readdirSync(directory).sort(), names);
  for (const name of names) {
    assert.equal(statSync(join(directory, name)).mode & 0o777, 0o644 & ~process.umask());
  }
  const times = timesIn(directory);
  assert.ok(times[0]! < started - 24 * HOUR && times[0]! > started - 26 * HOUR);
  assert.ok(times.at(-1)! >= started && times.at(-1)! <= Date.now());
});

test('logs that are there are appended to, from where they end, at the given speed until now', async (t) => {
  const directory = temporaryDirectory(t);
  assert.equal((await runToEnd(['simulate', '--seconds=1', directory])).code, 0);
  const before = readFileSync(join(directory, 'vault-audit.log'), 'utf8');
  const ago = Date.now() - HOUR / 2;
  for (const name of names) utimesSync(join(directory, name), ago / 1_000, ago / 1_000);
  const command = startCommand(t, ['simulate', '--speed=1500', '--rate=0.1', '--scenario=none', directory]);
  await command.said('the logs have reached the present');
  assert.equal(await command.stop(), 0);
  assert.ok(readFileSync(join(directory, 'vault-audit.log'), 'utf8').startsWith(before));
  const times = timesIn(directory).slice(before.split('\n').length - 1);
  assert.ok(times[0]! >= ago - 1 && times[0]! < ago + 120_000);
  assert.ok(times.at(-1)! > ago + HOUR / 2 - 60_000 && times.at(-1)! <= Date.now());
  // No request id is that of the run before.
  const ids = readFileSync(join(directory, 'vault-audit.log'), 'utf8').match(/"id":"[0-9a-f]{8}-[^"]+/g)!;
  const uses = new Map<string, number>();
  for (const id of ids) uses.set(id, (uses.get(id) ?? 0) + 1);
  assert.ok([...uses.values()].every((count) => count <= 2));
});

test('a directory that cannot be made: one line, exit code 1', async (t) => {
  const file = join(temporaryDirectory(t), 'file');
  writeFileSync(file, '');
  const { code, err } = await runToEnd(['simulate', '--seconds=1', join(file, 'logs')]);
  assert.equal(code, 1);
  assert.match(err, /^auditlog-exporter: ENOTDIR: not a directory[^\n]*\n$/);
});

test('--help of simulate and of demo has every scenario with its summary', async () => {
  for (const command of ['simulate', 'demo']) {
    const { out } = await runToEnd([command, '--help']);
    for (const { name, summary } of scenarios) {
      assert.ok(new RegExp(`^  ${name} +${summary}$`, 'm').test(out), `${command} ${name}`);
    }
    assert.ok(out.split('\n').every((line) => line.length <= 120));
  }
});

const all = `all, none, ${scenarios.map(({ name }) => name).join(', ')}`;
for (const [args, message] of [
  [
    ['--scenario=brut-force', 'x'],
    `unknown scenario "brut-force"; did you mean "brute-force"? there are: ${all}`,
  ],
  [['--scenario=seal,,rekey', 'x'], `unknown scenario ""; there are: ${all}`],
  [['--rate=0', 'x'], 'option "--rate" must be a number from 0.01 to 100, found "0"'],
  [['--speed=0.5', 'x'], 'option "--speed" must be a number from 1 to 3000, found "0.5"'],
  [['--seed=-1', 'x'], 'option "--seed" must be a whole number from 0 to 4294967295, found "-1"'],
  [
    ['--seconds=2147484', 'x'],
    'option "--seconds" must be a whole number from 0 to 2147483, found "2147484"',
  ],
  [['--every=often', 'x'], 'option "--every" must be a number from 1 to 1000000, found "often"'],
  [[], 'expected one directory, found 0'],
  [['x', 'y'], 'expected one directory, found 2'],
] as const) {
  test(`a wrong command line: simulate ${args.join(' ')}`, async (t) => {
    const cwd = temporaryDirectory(t);
    const { code, out, err } = await runToEnd(['simulate', ...args], { cwd });
    assert.deepEqual(
      { code, out, err },
      { code: 2, out: '', err: `auditlog-exporter: ${message}\nSee auditlog-exporter simulate --help\n` },
    );
    assert.deepEqual(readdirSync(cwd), []);
  });
}
