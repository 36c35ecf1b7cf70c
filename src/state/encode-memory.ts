import type { Column } from '../memory/memory-snapshot.js';
import type { SavedMemory } from './checkpoint.js';

/** Bytes of a column, and texts of a list, per line: a line is made without giving way, so it must be small. */
const PIECE_BYTES = 24_576;
const PIECE_TEXTS = 250;

/**
 * The memory of one metric as lines of JSON, each a piece: a head, then columns in base64 and lists of texts, cut into
 * parts. The lines have the form of those of an instrument, so that a version which knows no memories passes over them.
 */
export function* encodeMemory({ source, metric, fingerprint, memory }: SavedMemory): Generator<string> {
  const columns = Object.entries(memory.columns);
  const texts = Object.entries(memory.texts ?? {});
  const lines = [
    ...columns.map(([, { byteLength }]) => Math.ceil(byteLength / PIECE_BYTES)),
    ...texts.map(([, { length }]) => Math.ceil(length / PIECE_TEXTS)),
  ];
  const head = {
    source,
    metric,
    fingerprint,
    size: lines.reduce((sum, count) => sum + count, 0),
    memory: memory.head,
    columns: columns.map(([name, column]) => [name, column.constructor.name]),
    texts: texts.map(([name]) => name),
  };
  yield `${JSON.stringify(head)}\n`;
  for (const [number, [, column]] of columns.entries()) {
    for (const part of bytesOf(column)) yield `${JSON.stringify([number, [part]])}\n`;
  }
  for (const [number, [, list]] of texts.entries()) {
    for (let from = 0; from < list.length; from += PIECE_TEXTS) {
      const part = list.slice(from, from + PIECE_TEXTS);
      yield `${JSON.stringify([columns.length + number, part])}\n`;
    }
  }
}

/** The bytes of a column in base64, in parts. */
function* bytesOf({ buffer, byteOffset, byteLength }: Column): Generator<string> {
  for (let from = 0; from < byteLength; from += PIECE_BYTES) {
    const length = Math.min(PIECE_BYTES, byteLength - from);
    yield Buffer.from(buffer, byteOffset + from, length).toString('base64');
  }
}
