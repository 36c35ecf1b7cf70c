import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { parseFlags } from '../src/cli/flags.js';
import { allCommands } from '../src/cli/program.js';
import { readComposeFile } from './support/compose-file.js';
import { nativePath } from './support/compose-native.js';
import { runTool } from './support/debian.js';
import { runToEnd } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const file = readComposeFile();

for (const { name, image, command } of file.services) {
  if (!image!.startsWith('auditlog-exporter:')) continue;
  test(`our program takes the command line of ${name}`, async () => {
    const commands = await allCommands();
    const named = commands.find((one) => one.name === command[0]);
    const { flags } = named ?? commands.find((one) => one.name === 'run')!;
    const { positionals } = parseFlags(flags, named === undefined ? command : command.slice(1));
    assert.equal(positionals.length, named === undefined ? 0 : 1);
  });
}

test('the configuration of the exporter has no problem', async (t) => {
  const service = file.service('exporter');
  const [, inside] = /^--config\.file=(.*)$/.exec(service.command[0]!)!;
  const path = nativePath(service, inside!, temporaryDirectory(t));
  const { code, out, err } = await runToEnd(['check', path]);
  assert.equal(code, 0, out + err);
});

test('the exporter follows nothing but what is mounted, and keeps its state on a volume', (t) => {
  const directory = temporaryDirectory(t);
  const service = file.service('exporter');
  const [, inside] = /^--config\.file=(.*)$/.exec(service.command[0]!)!;
  const { sources, state, web } = parse(readFileSync(nativePath(service, inside!, directory), 'utf8')) as {
    sources: Record<string, { files: string[] }>;
    state: { directory: string };
    web: { listen: string };
  };
  const paths = Object.values(sources).flatMap(({ files }) => files);
  assert.ok(paths.length >= 6);
  for (const path of paths) {
    const mount = service.mounts.find(({ target }) => path.startsWith(`${target}/`));
    assert.equal(mount?.readOnly, true, path);
  }
  const mount = service.mounts.find(({ target }) => state.directory === target);
  assert.deepEqual([mount?.source, mount?.readOnly], ['exporter-state', false]);
  assert.ok(service.command.includes(`--web.listen-address=${web.listen}`));
});

test('the shell takes the script of the client of Vault', async () => {
  const script = nativePath(file.service('vault-client'), '/etc/vault/client.sh', '');
  const { status, stderr } = await runTool('sh', ['-n', script]);
  assert.equal(status, 0, stderr);
});

test('the demo and the Vault write what the exporter follows', () => {
  const { sources } = parse(
    readFileSync(nativePath(file.service('exporter'), '/etc/auditlog-exporter/exporter.yml', ''), 'utf8'),
  ) as {
    sources: Record<string, { files: string[] }>;
  };
  const followed = Object.values(sources).flatMap(({ files }) => files);
  const simulated = file.service('simulator').command.at(-1)!;
  for (const name of ['vault-audit.log', 'vault-server.log', 'conjur-audit.json']) {
    assert.ok(followed.includes(`${simulated}/${name}`), name);
  }
  const vault = file.service('vault');
  const server = readFileSync(nativePath(vault, '/etc/vault/server.hcl', ''), 'utf8');
  const client = readFileSync(nativePath(file.service('vault-client'), '/etc/vault/client.sh', ''), 'utf8');
  assert.ok(followed.includes(/^log_file += "(.*)"$/m.exec(server)![1]!));
  assert.ok(followed.includes(/audit enable file file_path=(\S+)/.exec(client)![1]!));
  assert.ok(
    vault.mounts.some(({ source, target }) => source === 'vault-logs' && target === '/var/log/vault'),
  );
});
