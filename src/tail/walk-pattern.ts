import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { isMissing } from './path-error.js';
import type { PathPattern } from './path-pattern.js';

/** Takes what a walk comes by. */
export interface WalkVisitor {
  path(path: string): void;
  directory(path: string): void;
  /** A directory that is there but cannot be read. */
  failed(path: string, error: unknown): void;
}

/** Finds the paths of a glob, the way a shell does. A directory that is not there holds nothing. */
export async function walkPattern(pattern: PathPattern, visitor: WalkVisitor): Promise<void> {
  const steps = pattern.steps ?? [];

  async function walk(directory: string, at: number): Promise<void> {
    const step = steps[at];
    if (step === undefined) return;
    const last = at + 1 === steps.length;
    if (step.kind === 'name') {
      const path = join(directory, step.name);
      return last ? visitor.path(path) : walk(path, at + 1);
    }
    if (step.kind === 'deep') await walk(directory, at + 1);
    for (const entry of await list(directory, visitor)) {
      const path = join(directory, entry.name);
      if (step.kind === 'deep') {
        // Links are not followed here: one that leads upwards would never end.
        if (entry.isDirectory() && !entry.name.startsWith('.')) await walk(path, at);
        else if (last && !entry.name.startsWith('.') && !isCompressed(entry.name)) visitor.path(path);
      } else if (step.segment.matches(entry.name)) {
        if (last && !isCompressed(entry.name)) visitor.path(path);
        else if (!last && (entry.isDirectory() || entry.isSymbolicLink())) await walk(path, at + 1);
      }
    }
  }

  await walk(pattern.root, 0);
}

/** A glob for the log also takes what logrotate made of it: compressed, it has no lines to follow. */
function isCompressed(name: string): boolean {
  return /\.(gz|zst|bz2|xz|lz4)$/.test(name);
}

async function list(directory: string, visitor: WalkVisitor): Promise<Dirent[]> {
  try {
    const entries = await readdir(directory === '' ? '.' : directory, { withFileTypes: true });
    visitor.directory(directory === '' ? '.' : directory);
    return entries;
  } catch (error) {
    if (!isMissing(error)) visitor.failed(directory, error);
    return [];
  }
}

function join(directory: string, name: string): string {
  return directory === '' || directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}
