import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { type Run, runExporter } from './running-exporter.js';
import { temporaryDirectory } from './temporary-directory.js';

/** Runs an exporter in a directory until the test ends; see `runExporter`. */
export async function go(t: TestContext, directory: string, config: string): Promise<Run> {
  const run = await runExporter(directory, config);
  t.after(() => run.exporter.stop());
  return run;
}

/** A directory whose log has these lines, read by an exporter that runs. */
export async function begin(
  t: TestContext,
  lines: readonly string[],
  config: string,
): Promise<[string, Run]> {
  const directory = temporaryDirectory(t);
  writeFileSync(join(directory, 'app.log'), '');
  write(directory, lines);
  return [directory, await go(t, directory, config)];
}

/** Appends lines to the log of a directory. */
export function write(directory: string, lines: readonly string[]): void {
  appendFileSync(join(directory, 'app.log'), lines.map((line) => `${line}\n`).join(''));
}
