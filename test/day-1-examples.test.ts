import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { dayOneDirectory, dayOneText } from './support/day-1-files.js';
import { requireTool, runTool } from './support/debian.js';
import { runToEnd } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const debian = '/etc/syslog-ng/syslog-ng.conf';

for (const name of ['syslog-ng-vault-host.conf', 'syslog-ng-collector.conf']) {
  test(`Day 1: ${name} is taken by syslog-ng with Debian's own syslog-ng.conf around it`, async (t) => {
    if (!requireTool(t, 'syslog-ng', 'syslog-ng-core')) return;
    const file = join(temporaryDirectory(t), 'syslog-ng.conf');
    const own = readFileSync(debian, 'utf8');
    const text = own.replace('/etc/syslog-ng/conf.d/*.conf', join(dayOneDirectory, name));
    assert.notEqual(text, own);
    writeFileSync(file, text);
    const { status, stderr } = await runTool('syslog-ng', ['--syntax-only', '--no-caps', '--cfgfile', file]);
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '');
  });
}

test('Day 1: exporter.yml has no problems', async () => {
  const { code, out, err } = await runToEnd(['check', join(dayOneDirectory, 'exporter.yml')]);
  assert.equal(code, 0, err);
  assert.match(out, /no problems; 2 sources/);
});

test('Day 1: its README names every file, and every place that a file says it is for', () => {
  const readme = dayOneText('README.md');
  for (const name of readdirSync(dayOneDirectory)) {
    if (name === 'README.md') continue;
    assert.ok(readme.includes(name), name);
    const place = /^# .*?: (\/\S+)$/m.exec(dayOneText(name))?.[1];
    assert.ok(place !== undefined && readme.includes(place), `${name}: ${place}`);
  }
});
