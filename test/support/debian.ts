import { spawn, spawnSync } from 'node:child_process';
import type { TestContext } from 'node:test';

/**
 * Whether `tool` of the Debian package `packageName` is on the PATH. If not, the test is marked as skipped and
 * has to return; in CI it fails, because there a skipped check is a check that nobody misses.
 */
export function requireTool(t: TestContext, tool: string, packageName: string): boolean {
  if (spawnSync('sh', ['-c', 'command -v "$0"', tool]).status === 0) return true;
  const message = `${tool} not found; apt-get install ${packageName}`;
  if (process.env['CI'] === 'true') throw new Error(message);
  t.skip(`skipped: ${message}`);
  return false;
}

export interface ToolResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a tool to its end with `input` on its standard input. */
export function runTool(
  tool: string,
  args: readonly string[],
  input = '',
  cwd = process.cwd(),
): Promise<ToolResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(tool, args, { cwd });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
      });
    }
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, ...output }));
    // A tool that ends before it has read everything is seen by its status.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}
