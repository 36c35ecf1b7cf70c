import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { parse } from 'yaml';
import { packageRoot } from '../src/config/package-root.js';
import { composePath, readComposeFile } from './support/compose-file.js';
import { substitute } from './support/compose-variables.js';
import { requireTool, runTool } from './support/debian.js';

/** What Debian's docker-compose makes of the file; it checks it against the compose specification first. */
async function config(t: TestContext, variables: Readonly<Record<string, string>>) {
  if (!requireTool(t, 'docker-compose', 'docker-compose')) return undefined;
  const environment = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  const { status, stdout, stderr } = await runTool('env', [
    ...environment,
    ...['docker-compose', '--file', composePath, 'config'],
  ]);
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return substitute(parse(stdout), {}) as { services: Record<string, Record<string, unknown>> };
}

test('a service that the specification does not allow is refused', async (t) => {
  if (!requireTool(t, 'docker-compose', 'docker-compose')) return;
  const bad = 'services: { exporter: { image: x, read_onyl: true } }\n';
  const { status, stderr } = await runTool('docker-compose', ['--file', '-', 'config', '--quiet'], bad);
  assert.equal(status, 1);
  assert.match(stderr, /read_onyl/);
});

const own = {
  VAULT_LOGS: '/srv/logs/vault',
  CONJUR_LOGS: '/srv/logs/conjur',
  LOGS_GID: '4711',
  SLACK_WEBHOOK_URL_FILE: '/srv/slack',
};

for (const [name, variables] of Object.entries({ 'no variables': {}, 'all variables': own })) {
  test(`the file follows the compose specification, and the tests read it as docker-compose does: ${name}`, async (t) => {
    const theirs = await config(t, variables);
    if (theirs === undefined) return;
    const ours = readComposeFile(variables);
    assert.deepEqual(ours.services.map(({ name }) => name).sort(), Object.keys(theirs.services).sort());
    for (const service of ours.services) {
      const their: Record<string, unknown> = theirs.services[service.name]!;
      assert.deepEqual(service.command, their['command'] ?? [], service.name);
      assert.deepEqual(service.entrypoint, their['entrypoint'], service.name);
      assert.deepEqual(service.environment, their['environment'] ?? {}, service.name);
      assert.deepEqual(service.profiles, their['profiles'] ?? [], service.name);
      assert.deepEqual(service.healthcheck, (their['healthcheck'] as { test: unknown }).test, service.name);
      assert.deepEqual(service.raw['group_add'], their['group_add'], service.name);
      const mounts = service.mounts.map(({ source, target, readOnly }) => {
        const path = source.startsWith('.') ? join(packageRoot(), source) : source;
        return `${path}:${target}:${readOnly ? 'ro' : 'rw'}`;
      });
      assert.deepEqual(mounts, their['volumes'] ?? [], service.name);
    }
  });
}
