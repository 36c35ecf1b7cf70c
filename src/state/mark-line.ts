import type { NumberedMark, ReadMark } from './read-mark.js';

/** A mark as one line of JSON. */
export function markLine({ generation, shown, mark }: NumberedMark): string {
  const { source, path, offset, length, hash } = mark;
  return `${JSON.stringify([generation, shown, source, path, offset, length, hash])}\n`;
}

/** The mark of a line; undefined for half a line, or one that somebody else wrote. */
export function parseMarkLine(line: string): NumberedMark | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 7) return undefined;
  const [generation, shown, source, path, offset, length, hash] = parts as readonly unknown[];
  const mark = { source, path, offset, length, hash };
  if (!isCount(generation) || typeof shown !== 'boolean' || !isMark(mark)) return undefined;
  return { generation, shown, mark };
}

function isMark(mark: { readonly [Part in keyof ReadMark]: unknown }): mark is ReadMark {
  const { source, path, offset, length, hash } = mark;
  const texts = [source, path, hash].every((text) => typeof text === 'string');
  return texts && isCount(offset) && isCount(length) && length <= offset;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
