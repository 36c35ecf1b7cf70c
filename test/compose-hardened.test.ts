import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/config/package-root.js';
import { readComposeFile } from './support/compose-file.js';

const file = readComposeFile();

for (const { name, image, ports, profiles, healthcheck, networks, mounts, raw } of file.services) {
  test(`${name} may do no more than it has to`, () => {
    assert.equal(raw['read_only'], true);
    assert.deepEqual(raw['cap_drop'], ['ALL']);
    assert.deepEqual(raw['security_opt'], ['no-new-privileges:true']);
    assert.match(raw['user'] as string, /^[1-9]\d*:\d+$/, 'a user id that is not that of root');
    for (const key of ['privileged', 'cap_add', 'devices', 'pid', 'ipc', 'userns_mode', 'extra_hosts']) {
      assert.ok(!(key in raw), key);
    }
    assert.ok(!mounts.some(({ source }) => source.includes('docker.sock')));
  });

  test(`${name} has its limits`, () => {
    assert.ok(Number(raw['pids_limit']) > 0);
    assert.ok(Number(raw['cpus']) > 0);
    assert.match(raw['mem_limit'] as string, /^\d+[mg]$/);
    const { options } = raw['logging'] as { options: Record<string, string> };
    assert.deepEqual(Object.keys(options), ['max-size', 'max-file']);
    assert.equal(raw['restart'], 'unless-stopped');
  });

  test(`${name} tells whether it is healthy`, () => {
    assert.ok(['CMD', 'CMD-SHELL'].includes(healthcheck[0]!));
    assert.ok(healthcheck.length > 1);
    const times = raw['healthcheck'] as Record<string, string>;
    for (const time of ['interval', 'timeout', 'start_period']) assert.match(times[time]!, /^\d+[sm]$/, time);
  });

  test(`${name} is of one version`, () => {
    assert.match(image!, /^[a-z-]+(\/[a-z-]+)?:v?\d+\.\d+\.\d+$/);
  });

  test(`${name} is reached from this machine only`, () => {
    assert.notEqual(raw['network_mode'], 'host');
    for (const port of ports) assert.match(port, /^127\.0\.0\.1:(\d+):\1$/);
    // Only a network with a way out can carry a published port.
    if (ports.length > 0) assert.ok(networks.includes('outside'));
    if (profiles.length > 0) assert.deepEqual([ports, networks.includes('outside')], [[], false]);
  });
}

test('what opens where', () => {
  const published = file.services.flatMap(({ name, ports }) => ports.map((port) => `${name} ${port}`));
  assert.deepEqual(published.sort(), [
    'alertmanager 127.0.0.1:9093:9093',
    'exporter 127.0.0.1:10105:10105',
    'grafana 127.0.0.1:3000:3000',
    'prometheus 127.0.0.1:9090:9090',
  ]);
  assert.deepEqual(file.networks, { inside: { internal: true }, outside: {} });
});

test('our image has the version of the package, is built here and pulled from nowhere', () => {
  const { version } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8'));
  const ours = file.services.filter(({ image }) => image!.startsWith('auditlog-exporter:'));
  assert.deepEqual(
    ours.map(({ name, image, raw }) => [name, image, raw['build'], raw['pull_policy']]),
    [
      ['exporter', `auditlog-exporter:${version}`, '.', 'build'],
      ['notifications', `auditlog-exporter:${version}`, undefined, 'never'],
      ['simulator', `auditlog-exporter:${version}`, undefined, 'never'],
    ],
  );
});

test('what a profile brings', () => {
  const brought = file.services.filter(({ profiles }) => profiles.length > 0);
  assert.deepEqual(Object.fromEntries(brought.map(({ name, profiles }) => [name, profiles])), {
    simulator: ['demo'],
    vault: ['vault'],
    'vault-client': ['vault'],
  });
});

test('whoever is waited for is there without a profile, or in the same one', () => {
  for (const { name, dependsOn, profiles } of file.services) {
    for (const [other, condition] of Object.entries(dependsOn)) {
      const theirs = file.service(other).profiles;
      assert.ok(theirs.length === 0 || theirs.some((profile) => profiles.includes(profile)), name);
      assert.match(condition, /^service_(healthy|started)$/);
    }
  }
});
