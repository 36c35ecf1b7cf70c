import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing } from './path-error.js';
import type { PathPattern } from './path-pattern.js';
import { walkPattern } from './walk-pattern.js';

export interface FoundFile {
  readonly path: string;
  readonly stats: BigIntStats;
  readonly pattern: PathPattern;
}

export interface Findings {
  /** Each path once, in the order of the patterns. Several may be the same file. */
  readonly files: readonly FoundFile[];
  /** Directories in which a new file may appear. */
  readonly directories: ReadonlySet<string>;
  readonly problems: readonly { readonly path: string; readonly error: unknown }[];
  /** False when a directory could not be read: what was not found may still be there. */
  readonly complete: boolean;
}

/** Looks for the files of all patterns. Never throws: what cannot be looked at is a problem. */
export async function findFiles(patterns: readonly PathPattern[]): Promise<Findings> {
  const files = new Map<string, FoundFile>();
  const directories = new Set<string>();
  const problems: { path: string; error: unknown }[] = [];
  let complete = true;

  const failed = (path: string, error: unknown) => {
    problems.push({ path, error });
    if (!isMissing(error)) complete = false;
  };

  for (const pattern of patterns) {
    // A file whose name holds a bracket is meant by it, not a pattern.
    const paths = pattern.steps === undefined || (await isThere(pattern.text)) ? [pattern.text] : [];
    if (paths.length > 0) directories.add(dirname(pattern.text));
    else {
      const directory = (path: string) => directories.add(path);
      await walkPattern(pattern, { path: (path) => paths.push(path), directory, failed });
      if (paths.length === 0) problems.push({ path: pattern.text, error: nothing });
    }
    for (const path of paths) {
      if (files.has(path)) continue;
      try {
        const stats = await stat(path, { bigint: true });
        if (pattern.steps === undefined || !stats.isDirectory()) files.set(path, { path, stats, pattern });
      } catch (error) {
        // What a walk came by and is gone already was renamed this moment: no fault, and seen by the next look.
        if (pattern.steps === undefined || !isMissing(error)) failed(path, error);
      }
    }
  }
  return { files: [...files.values()], directories, problems, complete };
}

const nothing = Object.assign(new Error('no file matches'), { code: 'ENOENT' });

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
