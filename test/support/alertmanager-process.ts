import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { freePort } from '../../bench/torture/free-port.js';
import { until } from './exporter-process.js';
import { alertmanagerConfig } from './rule-files.js';
import { temporaryDirectory } from './temporary-directory.js';

export interface RunningAlertmanager {
  readonly url: string;
  readonly process: ChildProcess;
}

/**
 * Starts Debian's Alertmanager with our configuration, in which only addresses are replaced (`notifications`, `slack`:
 * URLs) and the times that it waits for more to come.
 */
export async function startAlertmanager(
  t: TestContext,
  { notifications, slack }: { readonly notifications: string; readonly slack: string },
): Promise<RunningAlertmanager> {
  const cwd = temporaryDirectory(t);
  cpSync(dirname(alertmanagerConfig), cwd, { recursive: true });
  mkdirSync(join(cwd, 'secrets'));
  writeFileSync(join(cwd, 'secrets', 'slack_webhook_url'), `${slack}\n`);
  let config = readFileSync(alertmanagerConfig, 'utf8');
  for (const [ours, here] of [
    ['http://notifications:10106/', notifications],
    ['/run/secrets/slack_webhook_url', join(cwd, 'secrets', 'slack_webhook_url')],
    [/group_wait: \d+s/g, 'group_wait: 300ms'],
    [/group_interval: \d+m/g, 'group_interval: 300ms'],
  ] as const) {
    const replaced = config.replaceAll(ours, here);
    if (replaced === config) throw new Error(`alertmanager.yml has no ${ours}`);
    config = replaced;
  }
  writeFileSync(join(cwd, 'alertmanager.yml'), config);
  const port = await freePort();
  const child = spawn(
    'prometheus-alertmanager',
    [
      ...['--config.file=alertmanager.yml', '--storage.path=data', '--cluster.listen-address='],
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { cwd, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const url = `http://127.0.0.1:${port}`;
  await until(
    () =>
      fetch(`${url}/-/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    () => `Alertmanager is not ready: ${log}`,
  );
  return { url, process: child };
}

export interface Webhook {
  readonly url: string;
  /** What was posted so far, oldest first. */
  readonly messages: readonly unknown[];
}

/** An HTTP server that takes every POST of JSON, in the place of Slack. */
export async function startWebhook(t: TestContext): Promise<Webhook> {
  const messages: unknown[] = [];
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    messages.push(JSON.parse(Buffer.concat(pieces).toString()));
    response.end('ok');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, messages };
}
