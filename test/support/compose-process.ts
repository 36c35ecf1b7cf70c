import { spawn } from 'node:child_process';
import type { TestContext } from 'node:test';
import type { ComposeService } from './compose-file.js';
import { runTool } from './debian.js';
import { until } from './exporter-process.js';

/** Texts of a container (paths, ports) to those that stand for them on this machine. */
export type Replaced = Readonly<Record<string, string>>;

/** Node.js of our image. */
export const nodeHere: Replaced = { '/nodejs/bin/node': process.execPath };

export function replaceAll(text: string, replaced: Replaced): string {
  return Object.entries(replaced).reduce((changed, [from, to]) => changed.replaceAll(from, to), text);
}

/** Starts a program that is killed at the end of the test; gives what it wrote to standard error so far. */
export function startProgram(t: TestContext, tool: string, args: readonly string[]): () => string {
  const child = spawn(tool, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    log += text;
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return () => log;
}

/** Runs the health check of a service; gives its exit code. */
export async function health(service: ComposeService, replaced: Replaced): Promise<number | null> {
  const [tool, ...args] = service.healthcheck.slice(1).map((argument) => replaceAll(argument, replaced));
  return (await runTool(tool!, args)).status;
}

export function isHealthy(service: ComposeService, replaced: Replaced, log: () => string): Promise<void> {
  return until(
    async () => (await health(service, replaced)) === 0,
    () => `${service.name} does not become healthy: ${log()}`,
  );
}
