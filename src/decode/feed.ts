import type { Batch, Plan } from './batch.js';
import { CellKind } from './dictionary.js';

/** The cells of a row that one flat field of a log goes into. */
export interface Feed {
  readonly columns: readonly number[];
  readonly raws: readonly number[];
}

/** A text that a decoder writes again and again, encoded once. */
export interface FixedText {
  readonly text: string;
  readonly bytes: Uint8Array;
}

export function fixedText(text: string): FixedText {
  return { text, bytes: new TextEncoder().encode(text) };
}

/**
 * Who wants the flat field `name`: every path that reads the same without its quotes. So the key `a.b` of a log
 * without nesting is found as `"a.b"` and as `a.b`. Undefined when nobody does, and no work is to be done for it.
 */
export function feedOf(plan: Plan, name: string): Feed | undefined {
  const columns = plan.columns.flatMap((path, i) => (path.segments.join('.') === name ? [i] : []));
  const raws = plan.raws.flatMap((path, i) => (path.segments.join('.') === name ? [i] : []));
  return columns.length + raws.length === 0 ? undefined : { columns, raws };
}

/** The names of all flat fields that a plan wants, each once. */
export function wantedNames(plan: Plan): string[] {
  return [...new Set([...plan.columns, ...plan.raws].map((path) => path.segments.join('.')))];
}

/** The field is the text in `bytes[start, end)` of the batch's bytes, as it stands. */
export function feedSpan(
  feed: Feed | undefined,
  batch: Batch,
  row: number,
  start: number,
  end: number,
): void {
  if (feed === undefined) return;
  for (let i = 0; i < feed.columns.length; i += 1) batch.setSpan(feed.columns[i]!, row, start, end);
  for (let i = 0; i < feed.raws.length; i += 1) batch.setRawSpan(feed.raws[i]!, row, start, end);
}

/** The field is a text that does not stand in the batch's bytes. */
export function feedText(feed: Feed | undefined, batch: Batch, row: number, text: string): void {
  if (feed === undefined) return;
  for (const column of feed.columns) batch.setText(column, row, text);
  for (const raw of feed.raws) batch.setRawText(raw, row, text);
}

/** Like `feedText`, without encoding the text each time. */
export function feedFixed(feed: Feed | undefined, batch: Batch, row: number, fixed: FixedText): void {
  if (feed === undefined) return;
  const { columns, raws } = feed;
  for (let i = 0; i < columns.length; i += 1) {
    batch.setCell(columns[i]!, row, fixed.bytes, 0, fixed.bytes.length, CellKind.string);
  }
  for (let i = 0; i < raws.length; i += 1) batch.setRawText(raws[i]!, row, fixed.text);
}
