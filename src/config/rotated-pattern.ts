/**
 * `rotated:` of a source: names that a log gets when it is rotated, relative to the path of the log.
 *
 * `{path}` is the whole path, `{dir}` its directory, `{name}` its file name, `{stem}` the name without its last
 * extension, `{ext}` that extension with its dot (empty when there is none). What does not begin with `/`, `{path}`
 * or `{dir}` stands in the directory of the log. `*`, `?` and `[...]` are allowed in the file name. Each pattern also
 * finds what was compressed after it was rotated: the name with `.gz` or `.zst` appended.
 */
export type RotatedPattern = string;

const PLACEHOLDER = /\{([^{}]*)\}/g;
const KNOWN = ['path', 'dir', 'name', 'stem', 'ext'];

/**
 * logrotate's names: numbered (`start`, 1 by default), `dateext` (-%Y%m%d and what begins with a year), and both with
 * `extension`, where the number stands before the extension (logrotate.8). An unrelated `app-2.log` is not one of
 * them. `{path}` alone: compressed where it stands, as programs do that date the log they write.
 */
export const defaultRotated: readonly RotatedPattern[] = [
  '{path}',
  '{name}.[0-9]*',
  '{name}-[0-9][0-9][0-9][0-9]*',
  '{stem}.[0-9]*{ext}',
  '{stem}-[0-9][0-9][0-9][0-9]*{ext}',
];

/** What is wrong with a pattern, or undefined. */
export function rotatedFault(pattern: string): string | undefined {
  if (pattern.trim() === '' || pattern.includes('\0') || pattern.endsWith('/')) return 'names no file';
  const names = Array.from(pattern.matchAll(PLACEHOLDER), (match) => match[1]!);
  const unknown = names.find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) return `has the unknown placeholder {${unknown}}; there are ${listed(KNOWN)}`;
  const rest = pattern.replace(PLACEHOLDER, '');
  if (/[{}]/.test(rest)) return 'has a brace without its counterpart';
  // Without the log's own name it would take every file for history of every log.
  if (!['path', 'name', 'stem'].some((name) => names.includes(name))) {
    return `does not say which log it belongs to; use ${listed(['path', 'name', 'stem'])}`;
  }
  if (pattern.lastIndexOf('{path}') > 0 || pattern.lastIndexOf('{dir}') > 0) {
    return 'has {path} or {dir} elsewhere than at its beginning';
  }
  if (pattern.startsWith('{dir}') && pattern[5] !== '/') return 'has no "/" after {dir}';
  const directory = pattern.slice(0, pattern.lastIndexOf('/') + 1);
  if (/[*?[]/.test(directory)) return 'has a wildcard in a directory; it is allowed in the file name only';
  return undefined;
}

/** The pattern with the placeholders filled in by `put`. */
export function fillRotated(pattern: RotatedPattern, put: (placeholder: string) => string): string {
  return pattern.replace(PLACEHOLDER, (_, name: string) => put(name));
}

function listed(names: readonly string[]): string {
  return names.map((name) => `{${name}}`).join(', ');
}
