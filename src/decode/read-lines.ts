import type { Batch } from './batch.js';
import { type LineDecoder, NOT_MINE } from './line-decoder.js';

const LF = 0x0a;
const CR = 0x0d;

/**
 * Decodes lines of `bytes[from, end)` until the batch has its rows or the bytes are used up; returns where it
 * stopped, always at a line start. Line ends may be LF or CRLF; a BOM and NUL bytes (the hole that a writer leaves
 * who goes on at its old offset after a truncation) at the head of a line are passed over; blank lines are counted.
 */
export function readLines(
  decoder: LineDecoder,
  bytes: Buffer,
  from: number,
  end: number,
  batch: Batch,
): number {
  let p = from;
  batch.begin(bytes);
  while (p < end && batch.rows < batch.capacity) {
    const lf = bytes.indexOf(LF, p);
    const lineEnd = lf === -1 || lf > end ? end : lf;
    const stop = lineEnd > p && bytes[lineEnd - 1] === CR ? lineEnd - 1 : lineEnd;
    readLine(decoder, bytes, headOf(bytes, p, stop), stop, batch);
    p = lineEnd + 1;
  }
  return Math.min(p, end);
}

function headOf(bytes: Buffer, start: number, end: number): number {
  let p = start;
  while (p < end && bytes[p] === 0) p += 1;
  const isBom = p + 3 <= end && bytes[p] === 0xef && bytes[p + 1] === 0xbb && bytes[p + 2] === 0xbf;
  return isBom ? p + 3 : p;
}

function readLine(decoder: LineDecoder, bytes: Buffer, start: number, end: number, batch: Batch): void {
  const number = batch.lines;
  batch.lines += 1;
  if (isBlank(bytes, start, end)) {
    batch.blank += 1;
    return;
  }
  const row = batch.rows;
  const rows = decoder.decode(bytes, start, end, row, batch);
  if (rows < 1) {
    batch.clearRow(row);
    if (rows === NOT_MINE) batch.invalid += 1;
    return;
  }
  for (let i = row; i < row + rows; i += 1) {
    batch.lineStart[i] = start;
    batch.lineEnd[i] = end;
    batch.lineNumber[i] = number;
  }
  batch.rows = row + rows;
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let p = start; p < end; p += 1) if (bytes[p] !== 0x20 && bytes[p] !== 0x09) return false;
  return true;
}
