import { resolve } from 'node:path';
import type { SourceConfig } from '../config/config.js';
import type { FilePosition } from '../tail/file-position.js';
import { parsePathPattern } from '../tail/path-pattern.js';

/**
 * The positions of a source that it goes on from. Of a file that it does not name any more nothing is expected, or it
 * would be followed, or missed; but it may be the same file under the name that the source has for it now.
 */
export function positionsFor(
  { name, files }: Pick<SourceConfig, 'name' | 'files'>,
  positions: readonly FilePosition[],
): FilePosition[] {
  // `./a.log` and `a.log` are the same file.
  const patterns = files.filter((file) => file !== '-').map((file) => parsePathPattern(resolve(file)));
  return positions
    .filter(({ source }) => source === name)
    .map((position) => {
      const isNamed = patterns.some((pattern) => pattern.matches(resolve(position.path)));
      return isNamed || position.state !== undefined ? position : { ...position, state: 'read' };
    });
}
