import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { numberedFiles } from './rotated-names.js';

const run = promisify(execFile);

/**
 * Compresses the rotated files of `path` with numbers from `from`, at most `most` of them. Resolves to their names
 * before. A logrotate
 * that compresses expects no others: it would rename the log over a `.1` that is not compressed.
 */
export async function compressRotated(
  path: string,
  from: number,
  most = Infinity,
): Promise<readonly string[]> {
  const plain = numberedFiles(path).filter(
    ({ name, number }) => number >= from && !name.endsWith('.gz') && !existsSync(`${name}.gz`),
  );
  const chosen = plain.slice(0, most);
  for (const { name } of chosen) await run('gzip', ['-1', name]);
  return chosen.map(({ name }) => name);
}
