import type { FieldPath } from '../config/field-path.js';
import { CellKind, type Dictionary } from './dictionary.js';

/** What the rules of one source want to know of an event: made once, when the source is compiled. */
export interface Plan {
  /** Fields whose values go through the dictionary. */
  readonly columns: readonly FieldPath[];
  /** Fields whose values are nearly all different (times, request ids): kept as text, never in the dictionary. */
  readonly raws: readonly FieldPath[];
  /** Raw columns that hold the event's time, and its id: the first that is there counts. */
  readonly times?: readonly number[];
  readonly ids?: readonly number[];
  /** Columns of which only the presence is asked: decoders may put any value in place of the real one. */
  readonly presence?: ReadonlySet<number>;
  /**
   * Columns made of others: the first of these columns that is there (and not null). Their numbers follow those of
   * `columns`; `resolveAliases` fills them.
   */
  readonly aliases?: readonly (readonly number[])[];
}

/**
 * Rows × columns of one source. A cell of `ids` is an id of the source's dictionary, 0 = absent.
 * Decoders fill it through `set…`; a row counts once `rows` was raised past it.
 */
export class Batch {
  readonly plan: Plan;
  readonly dictionary: Dictionary;
  rows = 0;
  /** Holds the lines of this batch; valid until the next `begin`. */
  bytes: Buffer = Buffer.alloc(0);
  /** Per column, per row. */
  readonly ids: Int32Array[];
  /** Per row: the line it came from, `bytes[lineStart, lineEnd)`, and the number of that line in this batch. */
  lineStart: Int32Array;
  lineEnd: Int32Array;
  lineNumber: Int32Array;
  /** Lines looked at, and those of them that no decoder could read or that are blank. */
  lines = 0;
  invalid = 0;
  blank = 0;
  #rawStart: Int32Array[];
  #rawEnd: Int32Array[];
  #rawTexts: (string | undefined)[][];
  #capacity: number;

  constructor(plan: Plan, dictionary: Dictionary, capacity = 1024) {
    this.plan = plan;
    this.dictionary = dictionary;
    this.#capacity = capacity;
    const width = plan.columns.length + (plan.aliases?.length ?? 0);
    this.ids = Array.from({ length: width }, () => new Int32Array(capacity));
    this.#rawStart = plan.raws.map(() => new Int32Array(capacity));
    this.#rawEnd = plan.raws.map(() => new Int32Array(capacity));
    this.#rawTexts = plan.raws.map(() => []);
    this.lineStart = new Int32Array(capacity);
    this.lineEnd = new Int32Array(capacity);
    this.lineNumber = new Int32Array(capacity);
  }

  /** Rows a batch should have at most. A line that holds many events may go over it. */
  get capacity(): number {
    return this.#capacity;
  }

  /** Empties the batch for lines that stand in `bytes`. */
  begin(bytes: Buffer): void {
    const used = this.rows;
    for (const column of this.ids) column.fill(0, 0, used);
    for (const column of this.#rawStart) column.fill(0, 0, used);
    for (const column of this.#rawEnd) column.fill(0, 0, used);
    for (const texts of this.#rawTexts) texts.length = 0;
    this.bytes = bytes;
    this.rows = 0;
    this.lines = 0;
    this.invalid = 0;
    this.blank = 0;
  }

  /** Makes room for `row`. Decoders that write more than one row a line call it. */
  reserve(row: number): void {
    if (row < this.lineStart.length) return;
    const size = Math.max(row + 1, this.lineStart.length * 2);
    for (let i = 0; i < this.ids.length; i += 1) this.ids[i] = grown(this.ids[i]!, size);
    this.#rawStart = this.#rawStart.map((column) => grown(column, size));
    this.#rawEnd = this.#rawEnd.map((column) => grown(column, size));
    this.lineStart = grown(this.lineStart, size);
    this.lineEnd = grown(this.lineEnd, size);
    this.lineNumber = grown(this.lineNumber, size);
  }

  /** Fills the alias columns; once per batch, after the last row. */
  resolveAliases(): void {
    const aliases = this.plan.aliases ?? [];
    if (aliases.length === 0 || this.rows === 0) return;
    const nil = this.dictionary.idOf('null', CellKind.scalar);
    aliases.forEach((columns, i) => {
      const target = this.ids[this.plan.columns.length + i]!;
      for (const column of columns.toReversed()) {
        const source = this.ids[column]!;
        for (let row = 0; row < this.rows; row += 1) {
          const id = source[row]!;
          if (id !== 0 && id !== nil) target[row] = id;
        }
      }
    });
  }

  /** Takes back what a decoder wrote into `row` before it found that the line is not its own. */
  clearRow(row: number): void {
    for (const column of this.ids) column[row] = 0;
    for (let i = 0; i < this.#rawStart.length; i += 1) {
      this.#rawStart[i]![row] = 0;
      this.#rawEnd[i]![row] = 0;
      if (this.#rawTexts[i]!.length > 0) this.#rawTexts[i]![row] = undefined;
    }
  }

  /** Column `column` of `row` is the text in `bytes[start, end)` of the batch's bytes, as it stands. */
  setSpan(column: number, row: number, start: number, end: number): void {
    this.setCell(column, row, this.bytes, start, end, CellKind.string);
  }

  /** Column `column` of `row` is the value in `bytes[start, end)`, to be read as `kind` says. */
  setCell(column: number, row: number, bytes: Uint8Array, start: number, end: number, kind: number): void {
    const cells = this.ids[column]!;
    cells[row] = this.dictionary.idLike(row === 0 ? 0 : cells[row - 1]!, bytes, start, end, kind);
  }

  /** Column `column` of `row` is a text that does not stand in the batch's bytes. */
  setText(column: number, row: number, text: string): void {
    this.ids[column]![row] = this.dictionary.idOfText(text);
  }

  /** Raw column `raw` of `row` is the text in `bytes[start, end)` of the batch's bytes. */
  setRawSpan(raw: number, row: number, start: number, end: number): void {
    this.#rawStart[raw]![row] = start;
    this.#rawEnd[raw]![row] = end;
    if (this.#rawTexts[raw]!.length > 0) this.#rawTexts[raw]![row] = undefined;
  }

  /** Raw column `raw` of `row` is a text that does not stand in the batch's bytes. */
  setRawText(raw: number, row: number, text: string): void {
    this.#rawTexts[raw]![row] = text;
  }

  /** Raw column `raw` of `row` is not there after all. */
  clearRaw(raw: number, row: number): void {
    this.#rawEnd[raw]![row] = 0;
    if (this.#rawTexts[raw]!.length > 0) this.#rawTexts[raw]![row] = undefined;
  }

  /**
   * Decodes text that does not stand in the batch's bytes: `decode` runs with `inner` in their place, and what it
   * left as spans of `inner` for `row` is kept as text.
   */
  within(inner: Buffer, row: number, decode: () => number): number {
    const outer = this.bytes;
    this.bytes = inner;
    try {
      const rows = decode();
      for (let raw = 0; raw < this.plan.raws.length; raw += 1) {
        for (let i = row; i < row + rows; i += 1) {
          const text = this.rawText(raw, i);
          if (text !== undefined) this.setRawText(raw, i, text);
        }
      }
      return rows;
    } finally {
      this.bytes = outer;
    }
  }

  /** The text of a raw cell, or undefined when the field is not there. */
  rawText(raw: number, row: number): string | undefined {
    const text = this.#rawTexts[raw]![row];
    if (text !== undefined) return text;
    const end = this.#rawEnd[raw]![row]!;
    return end === 0 ? undefined : this.bytes.toString('utf8', this.#rawStart[raw]![row]!, end);
  }

  /** Where a raw cell starts in `bytes`, or -1 when it is absent or does not stand there. */
  rawStart(raw: number, row: number): number {
    return this.#rawEnd[raw]![row] === 0 || this.#rawTexts[raw]![row] !== undefined
      ? -1
      : this.#rawStart[raw]![row]!;
  }

  rawEnd(raw: number, row: number): number {
    return this.#rawEnd[raw]![row]!;
  }

  /** The whole line of a row, as text. */
  lineText(row: number): string {
    return this.bytes.toString('utf8', this.lineStart[row], this.lineEnd[row]);
  }
}

function grown(column: Int32Array, size: number): Int32Array {
  const next = new Int32Array(size);
  next.set(column);
  return next;
}
