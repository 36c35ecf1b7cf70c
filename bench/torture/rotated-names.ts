import { readdirSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** The numbered files of `path` (`.1`, `.2.gz`, …), newest first. */
export function numberedFiles(path: string): readonly { readonly name: string; readonly number: number }[] {
  const base = basename(path);
  return readdirSync(dirname(path))
    .flatMap((name) => {
      const match = name.startsWith(base) ? /^\.(\d+)(?:\.gz)?$/.exec(name.slice(base.length)) : null;
      return match === null ? [] : [{ name: join(dirname(path), name), number: Number(match[1]) }];
    })
    .sort((a, b) => a.number - b.number);
}

/** Makes room for a new `.1`, as logrotate does: every number grows by one. */
export function shiftNumbered(path: string): void {
  for (const { name, number } of numberedFiles(path).toReversed()) {
    const end = name.endsWith('.gz') ? '.gz' : '';
    renameSync(name, `${path}.${number + 1}${end}`);
  }
}

/** Renames the file to `.1`. */
export function renameNumbered(path: string): void {
  shiftNumbered(path);
  renameSync(path, `${path}.1`);
}
