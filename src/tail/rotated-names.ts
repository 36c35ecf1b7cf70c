import { basename, dirname, extname, join } from 'node:path';
import { fillRotated, type RotatedPattern } from '../config/rotated-pattern.js';
import { compileGlobSegment } from './glob-segment.js';

/** Names that one log gets when it is rotated, in one directory. */
export interface RotatedNames {
  readonly directory: string;
  /** What every name begins with, so that most names of a big directory need no match. */
  readonly prefix: string;
  matches(name: string): boolean;
}

/** What cannot be read, or is not finished: other compressions, and files that editors and copies leave behind. */
const OTHER = /(\.(bz2|xz|lzma|lz4|lzo|Z|zip|7z|br|tmp|part|swp|bak|sha256|md5)|~)$/;

/** See rotated-pattern.ts. The log itself is not among the names. */
export function rotatedNames(patterns: readonly RotatedPattern[], path: string): RotatedNames[] {
  const name = basename(path);
  const ext = extname(name);
  const parts: Readonly<Record<string, string>> = {
    name,
    ext,
    stem: name.slice(0, name.length - ext.length),
  };
  return patterns.map((pattern) => {
    const cut = pattern.lastIndexOf('/') + 1;
    const plain = fillRotated(pattern.slice(0, cut), (part) => placeOf(part, path) ?? parts[part] ?? '');
    // Only the placeholder itself may bring a directory into what follows the last slash.
    const file = pattern.slice(cut).replace(/^\{path\}/, '{name}');
    const directory = pattern.slice(cut).startsWith('{path}')
      ? dirname(path)
      : directoryOf(pattern, plain, path);
    const glob = fillRotated(file, (part) => escaped(parts[part] ?? ''));
    const segments = ['', '.gz', '.zst'].map((end) => compileGlobSegment(glob + end));
    return {
      directory,
      prefix: literalStart(glob),
      matches: (other) =>
        !(other === name && directory === dirname(path)) &&
        !OTHER.test(other) &&
        segments.some((segment) => segment.matches(other)),
    };
  });
}

function placeOf(part: string, path: string): string | undefined {
  if (part === 'path') return path;
  return part === 'dir' ? dirname(path) : undefined;
}

function directoryOf(pattern: RotatedPattern, text: string, path: string): string {
  if (text === '') return dirname(path);
  const directory = text === '/' ? '/' : text.slice(0, -1);
  return /^(\/|\{path\}|\{dir\})/.test(pattern) ? directory : join(dirname(path), directory);
}

/** A log may have any name, and must not become a pattern by it. */
function escaped(text: string): string {
  return text.replace(/[\\*?[]/g, '\\$&');
}

function literalStart(glob: string): string {
  let start = '';
  for (let at = 0; at < glob.length && !/[*?[]/.test(glob[at]!); at += 1) {
    if (glob[at] === '\\') at += 1;
    start += glob[at] ?? '';
  }
  return start;
}
