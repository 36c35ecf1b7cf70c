import type { FieldPath } from '../config/field-path.js';
import type { Batch, Plan } from './batch.js';
import { JsonRow } from './json-row.js';
import { scanString, skipBlanks, skipValue } from './json-scan.js';
import { type LineDecoder, NOT_MINE } from './line-decoder.js';

const OPEN_OBJECT = 0x7b;

export interface JsonOptions {
  /** Path of an array whose elements are the events; a line without it is one event itself. */
  readonly expand?: FieldPath | undefined;
  /** Top-level keys whose text is a line of its own, to be read by `inner`. */
  readonly unwrap?: readonly string[];
  readonly inner?: LineDecoder;
}

/** One JSON object per line, from the first `{` on: a prefix or a syslog header before it is passed over. */
export function jsonDecoder(plan: Plan, options: JsonOptions = {}): LineDecoder {
  const { expand, unwrap = [], inner } = options;
  const reader = new JsonRow(plan, inner === undefined ? [] : unwrap);
  return {
    decode(bytes, start, end, row, batch) {
      // Not indexOf, which knows no end: on a log without braces every line would search all lines behind it.
      let open = start;
      while (open < end && bytes[open] !== OPEN_OBJECT) open += 1;
      if (open === end) return NOT_MINE;
      if (expand !== undefined) return expandEvents(reader, expand, bytes, open, end, row, batch);
      const next = reader.read(bytes, open, end, row, batch);
      if (next === -1 || !endsAfter(bytes, next, end)) return NOT_MINE;
      if (reader.wrappedStart === -1) return 1;
      return readWrapped(reader, inner!, bytes, open, end, row, batch);
    },
  };
}

function endsAfter(bytes: Buffer, next: number, end: number): boolean {
  return skipBlanks(bytes, next) >= end;
}

/**
 * The line inside the line. When nobody can read it, the outer object is the event; but what starts an object and
 * does not end it is an entry that was cut (rsyslog does so at 8 KiB), and must not pass for a line without interest.
 */
function readWrapped(
  reader: JsonRow,
  inner: LineDecoder,
  bytes: Buffer,
  open: number,
  end: number,
  row: number,
  batch: Batch,
): number {
  const text: string = JSON.parse(
    `"${bytes.toString('utf8', reader.wrappedStart, reader.wrappedEnd)}"`,
  ).trim();
  // Decoders count on lines that are not blank.
  if (text === '') return 1;
  // The line end behind the text is what the scanner's loops stop at.
  const line = Buffer.from(`${text}\n`);
  batch.clearRow(row);
  const rows = batch.within(line, row, () => inner.decode(line, 0, line.length - 1, row, batch));
  if (rows !== NOT_MINE || text.trimStart().startsWith('{')) return rows;
  batch.clearRow(row);
  reader.read(bytes, open, end, row, batch);
  return 1;
}

function expandEvents(
  reader: JsonRow,
  expand: FieldPath,
  bytes: Buffer,
  open: number,
  end: number,
  row: number,
  batch: Batch,
): number {
  const whole = skipValue(bytes, open, end);
  if (whole === -1 || whole > end || !endsAfter(bytes, whole, end)) return NOT_MINE;
  const list = findValue(bytes, open, end, expand.segments);
  if (list === -1 || bytes[list] !== 0x5b) {
    reader.read(bytes, open, end, row, batch);
    return 1;
  }
  let rows = 0;
  let p = skipBlanks(bytes, list + 1);
  while (bytes[p] !== 0x5d) {
    if (bytes[p] === OPEN_OBJECT) {
      batch.reserve(row + rows);
      p = reader.read(bytes, p, end, row + rows, batch);
      rows += 1;
    } else p = skipValue(bytes, p, end);
    p = skipBlanks(bytes, p);
    if (bytes[p] === 0x2c) p = skipBlanks(bytes, p + 1);
  }
  return rows;
}

/**
 * Position of the value at a path in an object already known to be JSON, or -1. The literal key goes before the nested
 * one; of equal keys the last one counts.
 */
function findValue(bytes: Buffer, open: number, end: number, segments: readonly string[]): number {
  const literalKey = segments.join('.');
  let literal = -1;
  let found = -1;
  let p = skipBlanks(bytes, open + 1);
  while (bytes[p] === 0x22) {
    const close = scanString(bytes, p + 1, end);
    const key: string = JSON.parse(bytes.toString('utf8', p, close + 1));
    p = skipBlanks(bytes, skipBlanks(bytes, close + 1) + 1);
    if (key === literalKey) literal = p;
    else if (key === segments[0]) found = p;
    p = skipBlanks(bytes, skipValue(bytes, p, end));
    if (bytes[p] === 0x2c) p = skipBlanks(bytes, p + 1);
  }
  if (literal !== -1) return literal;
  return bytes[found] === OPEN_OBJECT ? findValue(bytes, found, end, segments.slice(1)) : -1;
}
