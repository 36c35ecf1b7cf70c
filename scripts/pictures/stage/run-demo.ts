import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../../src/config/package-root.js';

/** All scenarios have been played by then. */
const length = 64;
const whileItRuns = 56;

/**
 * Runs the demo until every scenario has been played. `atWork` is told the address of its page when most of it has
 * happened. Returns what it wrote.
 */
export async function runDemo(atWork: (url: string) => Promise<void>): Promise<string> {
  const program = join(packageRoot(), 'dist', 'main.js');
  const child = spawn(process.execPath, [program, 'demo', `--seconds=${length}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, whileItRuns * 1000))]);
  const url = /status\s+(http\S+)/.exec(output)?.[1];
  if (url !== undefined) await atWork(url);
  const code = await ended;
  if (code !== 0 || url === undefined) throw new Error(`the demo ended with ${code}: ${output}`);
  return output;
}
