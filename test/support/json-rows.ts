import assert from 'node:assert/strict';
import { Batch, type Plan } from '../../src/decode/batch.js';
import { Dictionary } from '../../src/decode/dictionary.js';
import { type JsonOptions, jsonDecoder } from '../../src/decode/json-decoder.js';
import { type LineDecoder, NOT_MINE } from '../../src/decode/line-decoder.js';
import { readJsonValue } from '../../src/decode/read-json-value.js';
import { type PlainValue, plainOf } from './json-reference.js';

/** Cells of the columns, then of the raw columns. */
export type Row = readonly (PlainValue | string | undefined)[];

/** What a decoder makes of one line that stands between other bytes: its rows, or NOT_MINE. */
export function decodeRows(
  plan: Plan,
  make: (plan: Plan) => LineDecoder,
  line: Uint8Array | string,
  around = '\n',
) {
  const batch = new Batch(plan, new Dictionary(readJsonValue), 4);
  const start = Buffer.byteLength(around);
  const bytes = Buffer.concat([Buffer.from(around), Buffer.from(line), Buffer.from(around)]);
  batch.begin(bytes);
  const rows = make(plan).decode(bytes, start, bytes.length - start, 0, batch);
  if (rows === NOT_MINE) return NOT_MINE;
  return Array.from(
    { length: rows },
    (_, row): Row => [
      ...plan.columns.map((_path, i) => plainOf(batch.dictionary.value(batch.ids[i]![row]!))),
      ...plan.raws.map((_path, i) => batch.rawText(i, row)),
    ],
  );
}

export const json =
  (options: JsonOptions = {}) =>
  (plan: Plan) =>
    jsonDecoder(plan, options);

/** The texts of the cells of one column, row by row. */
export function texts(rows: readonly Row[] | typeof NOT_MINE, column = 0): unknown[] {
  assert.notEqual(rows, NOT_MINE);
  return (rows as readonly Row[]).map((row) => {
    const cell = row[column];
    return typeof cell === 'object' ? cell.text : cell;
  });
}
