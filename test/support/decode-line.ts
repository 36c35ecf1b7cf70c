import { parseFieldPath } from '../../src/config/field-path.js';
import { Batch, type Plan } from '../../src/decode/batch.js';
import { Dictionary } from '../../src/decode/dictionary.js';
import type { LineDecoder } from '../../src/decode/line-decoder.js';
import { toValue } from '../../src/decode/to-value.js';

export type Cells = Record<string, string>;

/** What a decoder made of a line: rows as `LineDecoder.decode` gives them, and the cells that are there by path. */
export interface DecodedLine {
  readonly rows: number;
  readonly cells: Cells;
}

/** A plan with the columns and raw columns of these paths. */
export function planOf(columns: readonly string[], raws: readonly string[] = []): Plan {
  const paths = (texts: readonly string[]) => texts.map((text) => parseFieldPath(text)!);
  return { columns: paths(columns), raws: paths(raws) };
}

/**
 * Decodes one line that stands in the midst of other bytes, `around` on both sides, which the decoder must not look
 * at. Cells of raw columns are named `raw:…`.
 */
export function decodeLine(
  make: (plan: Plan) => LineDecoder,
  line: string | Uint8Array,
  columns: readonly string[],
  raws: readonly string[] = [],
  around = '',
): DecodedLine {
  const plan = planOf(columns, raws);
  const dictionary = new Dictionary((bytes) => toValue(Buffer.from(bytes).toString('utf8')));
  const batch = new Batch(plan, dictionary);
  const start = Buffer.byteLength(around);
  const bytes = Buffer.concat([Buffer.from(around), Buffer.from(line), Buffer.from(around)]);
  batch.begin(bytes);
  const rows = make(plan).decode(bytes, start, bytes.length - start, 0, batch);
  const cells: Cells = {};
  columns.forEach((name, column) => {
    const value = dictionary.value(batch.ids[column]![0]!);
    if (value !== undefined) cells[name] = value.text;
  });
  raws.forEach((name, raw) => {
    const text = batch.rawText(raw, 0);
    if (text !== undefined) cells[`raw:${name}`] = text;
  });
  return { rows, cells };
}
