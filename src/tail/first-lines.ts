import { FileLines } from './file-lines.js';
import type { FilePosition } from './file-position.js';
import { lastLineStart } from './line-start.js';
import type { OpenedFile } from './open-file.js';
import type { Outlet } from './outlet.js';
import { ReadPoint } from './read-point.js';

export interface FirstLines {
  readonly lines: FileLines;
  /** `another`: a position was known, but the file is not the one it was taken of. It is read from its start. */
  readonly from: 'start' | 'end' | 'position' | 'another';
}

/** Where to begin with a file that has just been opened. Throws a system error when it cannot be read. */
export async function firstLines(
  outlet: Outlet,
  path: string,
  opened: OpenedFile,
  known: FilePosition | undefined,
  atEnd: boolean,
): Promise<FirstLines> {
  const { handle, stats } = opened;
  if (known !== undefined) {
    const point = await ReadPoint.at(handle, known.offset, known.headStart ?? 0);
    if (point?.is(known)) return { lines: new FileLines(outlet, path, point), from: 'position' };
    return { lines: new FileLines(outlet, path, new ReadPoint()), from: 'another' };
  }
  if (!atEnd) return { lines: new FileLines(outlet, path, new ReadPoint()), from: 'start' };
  const size = Number(stats.size);
  const start = await lastLineStart(handle, size, outlet.maxLineBytes);
  const point = (await ReadPoint.at(handle, start ?? size)) ?? new ReadPoint();
  return { lines: new FileLines(outlet, path, point, start === undefined), from: 'end' };
}
