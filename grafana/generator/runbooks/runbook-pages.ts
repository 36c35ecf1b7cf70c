import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from '../../../src/config/package-root.js';

export interface RunbookPage {
  readonly alert: string;
  /** Markdown, its title left out. */
  readonly text: string;
}

const folder = join(packageRoot(), 'docs', 'runbooks');

/** The list of the runbooks, Markdown. */
export const runbookList = readFileSync(join(folder, 'README.md'), 'utf8');

/** docs/runbooks/*.md, in the order of the list. @throws Error when one of them is not in it. */
export const runbookPages: readonly RunbookPage[] = readdirSync(folder)
  .filter((name) => name.endsWith('.md') && name !== 'README.md')
  .map((name) => ({
    alert: basename(name, '.md'),
    text: readFileSync(join(folder, name), 'utf8').replace(/^# .*\n+/, ''),
  }))
  .sort((a, b) => place(a.alert) - place(b.alert));

function place(alert: string): number {
  const at = runbookList.indexOf(`(${alert}.md)`);
  if (at < 0) throw new Error(`${alert} is not in docs/runbooks/README.md`);
  return at;
}
