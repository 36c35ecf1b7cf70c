import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { test } from 'node:test';
import { packageRoot } from '../src/config/package-root.js';
import { readComposeFile } from './support/compose-file.js';
import { alertmanagerConfig, prometheusConfig } from './support/rule-files.js';

const file = readComposeFile();
const inRepository = (path: string) => join(packageRoot(), path);
const isVolume = (source: string) => !source.startsWith('.') && !isAbsolute(source);

test('every file that is mounted is in the repository, and is mounted to be read only', () => {
  const mounts = file.services.flatMap((service) =>
    service.mounts.map((mount) => ({ ...mount, service: service.name })),
  );
  const files = mounts.filter(({ source }) => !isVolume(source));
  assert.ok(files.length >= 7);
  for (const { source, readOnly, service } of files) {
    assert.ok(source.startsWith('./'), `${service}: ${source}`);
    assert.ok(existsSync(inRepository(source)), `${service}: ${source}`);
    assert.ok(readOnly, `${service}: ${source}`);
  }
});

test('every volume is declared, used, and written by somebody', () => {
  const mounts = file.services.flatMap((service) => service.mounts);
  const used = mounts.filter(({ source }) => isVolume(source));
  assert.deepEqual([...new Set(used.map(({ source }) => source))].sort(), [...file.volumes].sort());
  const written = new Set(used.filter(({ readOnly }) => !readOnly).map(({ source }) => source));
  // Your own Conjur logs, or none.
  assert.deepEqual(
    file.volumes.filter((name) => !written.has(name)),
    ['conjur-logs'],
  );
});

test('what users of the id 65532 write to belongs to them in our image', () => {
  const dockerfile = readFileSync(inRepository('Dockerfile'), 'utf8');
  const own = [...dockerfile.matchAll(/^COPY --from=build --chown=65532:65532 \/empty (\S+)$/gm)].map(
    ([, path]) => path!,
  );
  const ofOurs = file.services.filter(({ raw }) => raw['user'] === '65532:65532');
  const volumes = ofOurs.flatMap(({ mounts }) => mounts).filter(({ source }) => isVolume(source));
  assert.ok(volumes.length >= 7);
  for (const { source, target } of volumes) assert.ok(own.includes(target), `${source}: ${target}`);
  // Where the image of somebody else mounts such a volume, the exporter has had it before.
  for (const { name, image, mounts, dependsOn } of ofOurs) {
    if (image!.startsWith('auditlog-exporter:') || mounts.every(({ source }) => !isVolume(source))) continue;
    assert.equal(dependsOn['exporter'], 'service_healthy', name);
  }
});

test('Prometheus and Alertmanager get the very files that the tests run', () => {
  for (const [name, config] of Object.entries({
    prometheus: prometheusConfig,
    alertmanager: alertmanagerConfig,
  })) {
    const { mounts, command } = file.service(name);
    const [, inside] = /^--config\.file=(.*)$/.exec(
      command.find((arg) => arg.startsWith('--config.file='))!,
    )!;
    const mount = mounts.find(({ target }) => inside!.startsWith(`${target}/`))!;
    assert.equal(join(inRepository(mount.source), inside!.slice(mount.target.length)), config);
  }
});

test('the secret is there without being set up, and names an address that nobody can have', () => {
  const path = file.secrets['slack_webhook_url']!;
  assert.match(readFileSync(inRepository(path), 'utf8'), /^http:\/\/[a-z-]+\.invalid\/\S*\n$/);
  // Read by the user of Alertmanager, for whom the file is somebody else's.
  assert.equal(statSync(inRepository(path)).mode & 0o004, 0o004);
  assert.deepEqual(file.service('alertmanager').secrets, ['slack_webhook_url']);
  assert.match(readFileSync(alertmanagerConfig, 'utf8'), /api_url_file: \/run\/secrets\/slack_webhook_url\n/);
  assert.deepEqual(readComposeFile({ SLACK_WEBHOOK_URL_FILE: '/srv/slack' }).secrets, {
    slack_webhook_url: '/srv/slack',
  });
});

test('your own logs take the place of the volumes, for the exporter only', () => {
  const own = readComposeFile({ VAULT_LOGS: '/srv/vault', CONJUR_LOGS: './conjur' });
  const { mounts } = own.service('exporter');
  assert.deepEqual(
    mounts.filter(({ source }) => !isVolume(source)).map(({ source, target }) => [source, target]),
    [
      ['./deploy/exporter.yml', '/etc/auditlog-exporter/exporter.yml'],
      ['/srv/vault', '/var/log/vault'],
      ['./conjur', '/var/log/conjur'],
    ],
  );
  assert.ok(mounts.filter(({ source }) => source !== 'exporter-state').every(({ readOnly }) => readOnly));
  assert.ok(own.service('vault').mounts.some(({ source }) => source === 'vault-logs'));
});
