import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { freePort } from '../../bench/torture/free-port.js';
import { program } from './exporter-process.js';
import { soon } from './soon.js';
import { temporaryDirectory } from './temporary-directory.js';

export interface Written {
  readonly status: string;
  readonly labels: Readonly<Record<string, string>>;
}

export interface NotificationLog {
  readonly url: string;
  /** What it wrote so far. */
  written(): readonly Written[];
}

/** Starts `auditlog-exporter notifications`. */
export async function startNotifications(t: TestContext): Promise<NotificationLog> {
  const file = join(temporaryDirectory(t), 'notifications.jsonl');
  const url = `http://127.0.0.1:${await freePort()}/`;
  const args = [program, 'notifications', `--web.listen-address=${new URL(url).host}`, file];
  const child = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await soon(
    () =>
      fetch(`${url}-/healthy`).then(
        ({ ok }) => ok,
        () => false,
      ),
    () => 'the receiver of notifications does not listen',
  );
  const written = () =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Written);
  return { url, written };
}
