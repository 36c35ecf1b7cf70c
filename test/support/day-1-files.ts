import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';

export const dayOneDirectory = join(packageRoot(), 'examples', 'day-1');

/** What stands in an example, and what stands there in a test. */
export type Replacements = readonly (readonly [ours: string | RegExp, here: string])[];

/** The text of a file of the example with only those parts replaced; each of them has to be there. */
export function dayOneText(name: string, replacements: Replacements = []): string {
  return replacements.reduce(
    (text, [ours, here]) => {
      const replaced = text.replaceAll(ours, here);
      if (replaced === text) throw new Error(`${name} has no ${ours}`);
      return replaced;
    },
    readFileSync(join(dayOneDirectory, name), 'utf8'),
  );
}

/** Writes that text to `file`, so that logrotate takes it: it refuses what others may write to. */
export function writeDayOne(name: string, file: string, replacements: Replacements): string {
  writeFileSync(file, dayOneText(name, replacements), { mode: 0o644 });
  return file;
}

/** Takes the lines for TLS in, and the one for plain TCP out. */
export const withTls: Replacements = [
  [/^ *transport\("tcp"\)\n((?: *# In place.*\n)?)( *)# transport\("tls"\)$/gm, '$1$2transport("tls")'],
  [/^( *)# (tls\(ca-file| {4}key-file)/gm, '$1$2'],
];
