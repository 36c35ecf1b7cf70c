import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort } from '../bench/torture/free-port.js';
import { readComposeFile } from './support/compose-file.js';
import { nativeCommand, nativePath } from './support/compose-native.js';
import { health, isHealthy, nodeHere, replaceAll, startProgram } from './support/compose-process.js';
import { program, until } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const file = readComposeFile();

test('the exporter and the simulator, by their command lines, become healthy and see each other', async (t) => {
  const directory = temporaryDirectory(t);
  const [exporter, simulator] = [file.service('exporter'), file.service('simulator')];
  const port = String(await freePort());
  const [config, ...args] = nativeCommand(exporter, directory);
  // The configuration of the container, with directories of this machine in it.
  const paths = exporter.mounts
    .slice(1)
    .map(({ target }) => [target, nativePath(exporter, target, directory)] as const);
  const yaml = readFileSync(config!.replace('--config.file=', ''), 'utf8');
  writeFileSync(join(directory, 'exporter.yml'), replaceAll(yaml, Object.fromEntries(paths)));

  const here = { ...nodeHere, '10105': port };
  assert.equal(await health(exporter, here), 1, 'nobody is there yet');
  const listen = args.map((argument) => argument.replace('0.0.0.0:10105', `127.0.0.1:${port}`));
  const log = startProgram(t, process.execPath, [
    program,
    `--config.file=${join(directory, 'exporter.yml')}`,
    ...listen,
  ]);
  await isHealthy(exporter, here, log);

  const logs = '/var/log/demo';
  const simulated = { ...nodeHere, [logs]: nativePath(simulator, logs, directory) };
  assert.equal(await health(simulator, simulated), 1, 'nothing is written yet');
  const simulatorLog = startProgram(t, process.execPath, [program, ...nativeCommand(simulator, directory)]);
  await isHealthy(simulator, simulated, simulatorLog);
  await until(
    async () => {
      const answer = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      const up = answer.match(/^auditlog_exporter_source_up\{.*\} 1$/gm) ?? [];
      return up.length === 3 && /^audit_events_total\{.*\} [1-9]/m.test(answer);
    },
    () => `the logs of the simulator are not read: ${log()}`,
  );
});

test('notifications, by its command line, becomes healthy and writes to its volume', async (t) => {
  const directory = temporaryDirectory(t);
  const service = file.service('notifications');
  const port = String(await freePort());
  const here = { ...nodeHere, '10106': port };
  assert.equal(await health(service, here), 1, 'nobody is there yet');
  const args = nativeCommand(service, directory).map((argument) =>
    argument.replace('0.0.0.0:10106', `127.0.0.1:${port}`),
  );
  await isHealthy(service, here, startProgram(t, process.execPath, [program, ...args]));
  assert.equal(readFileSync(join(directory, 'notifications', 'notifications.jsonl'), 'utf8'), '');
});
