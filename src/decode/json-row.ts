import type { Batch, Plan } from './batch.js';
import { collectValues } from './collect-values.js';
import { CellKind } from './dictionary.js';
import { type FieldNode, fieldTree } from './json-fields.js';
import { lastHadEscape, scanScalar, scanString, skipBlanks, skipColon, skipValue } from './json-scan.js';
import { parseExactly } from './read-json-value.js';

const OPEN_OBJECT = 0x7b;
const OPEN_ARRAY = 0x5b;
const CLOSE_OBJECT = 0x7d;
const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;

/**
 * Fills one row from one JSON object that stands in bytes, in a single pass: checks the whole text, reads only the
 * wanted fields, makes no strings. Equal to JSON.parse followed by a look-up of each path (the tests hold this),
 * duplicate keys included: the last one counts.
 */
export class JsonRow {
  readonly #root: FieldNode;
  readonly #presence: ReadonlySet<number>;
  /** Per column, raw columns behind the others: the event it was last set in, and by which rank. */
  readonly #setIn: Int32Array;
  readonly #setRank: Uint8Array;
  readonly #firstRaw: number;
  #event = 0;
  #row = 0;
  #end = 0;
  #batch!: Batch;

  /** Text of an `unwrap` key of the event read last, between its quotes; start is -1 when it has none. */
  wrappedStart = -1;
  wrappedEnd = -1;
  #wrappedBy: FieldNode | undefined;

  constructor(plan: Plan, unwrap: readonly string[] = []) {
    this.#root = fieldTree(plan, unwrap);
    this.#presence = plan.presence ?? new Set();
    this.#firstRaw = plan.columns.length;
    this.#setIn = new Int32Array(plan.columns.length + plan.raws.length);
    this.#setRank = new Uint8Array(plan.columns.length + plan.raws.length);
  }

  /** `at` is the opening brace. Position behind the object, or -1 when it is not JSON; cells may be set then. */
  read(bytes: Buffer, at: number, end: number, row: number, batch: Batch): number {
    // 0 is what no event has set.
    this.#event = (this.#event + 1) | 0 || 1;
    this.#row = row;
    this.#end = end;
    this.#batch = batch;
    this.wrappedStart = -1;
    const next = this.#object(bytes, at + 1, this.#root);
    return next > end ? -1 : next;
  }

  #object(bytes: Buffer, at: number, node: FieldNode): number {
    const end = this.#end;
    const { children } = node;
    let p = skipBlanks(bytes, at);
    if (bytes[p] === CLOSE_OBJECT) return p + 1;
    for (;;) {
      if (bytes[p] !== QUOTE) return -1;
      const keyStart = p + 1;
      const keyEnd = scanString(bytes, keyStart, end);
      if (keyEnd === -1) return -1;
      const plainKey = !lastHadEscape();
      p = bytes[keyEnd + 1] === COLON ? keyEnd + 2 : skipColon(bytes, keyEnd + 1);
      if (p === -1) return -1;
      p = skipBlanks(bytes, p);
      const child = plainKey
        ? children.find(bytes, keyStart, keyEnd)
        : children.get(unescapeJson(bytes, keyStart, keyEnd));
      p = child === undefined ? skipValue(bytes, p, end) : this.#value(bytes, p, child);
      if (p === -1) return -1;
      if (bytes[p] !== COMMA) {
        p = skipBlanks(bytes, p);
        if (p >= end) return -1;
        if (bytes[p] === CLOSE_OBJECT) return p + 1;
        if (bytes[p] !== COMMA) return -1;
      }
      p = skipBlanks(bytes, p + 1);
    }
  }

  #value(bytes: Buffer, at: number, node: FieldNode): number {
    if (node.seen === this.#event) this.#forget(node);
    node.seen = this.#event;
    const byte = bytes[at];
    if (byte === QUOTE) {
      const close = scanString(bytes, at + 1, this.#end);
      if (close === -1) return -1;
      this.#set(bytes, node, at + 1, close, lastHadEscape() ? CellKind.escaped : CellKind.string);
      if (node.unwrap) {
        this.wrappedStart = at + 1;
        this.wrappedEnd = close;
        this.#wrappedBy = node;
      }
      return close + 1;
    }
    if (byte !== OPEN_OBJECT && byte !== OPEN_ARRAY) {
      const next = scanScalar(bytes, at, this.#end);
      if (next !== -1) this.#set(bytes, node, at, next, CellKind.scalar);
      return next;
    }
    const descend = byte === OPEN_OBJECT && !node.children.empty;
    const next = descend ? this.#object(bytes, at + 1, node) : skipValue(bytes, at, this.#end);
    if (next === -1 || next > this.#end) return -1;
    if (byte === OPEN_ARRAY && !node.children.empty) this.#collect(bytes, at, next, node);
    this.#set(bytes, node, at, next, CellKind.container);
    return next;
  }

  #set(bytes: Buffer, node: FieldNode, start: number, end: number, kind: number): void {
    const { columns, raws } = node;
    for (let i = 0; i < columns.length; i += 1) {
      const { column, rank } = columns[i]!;
      if (this.#taken(column, rank)) continue;
      // Whoever only asks whether the field is there does not fill the dictionary with what it holds.
      if (this.#presence.has(column)) {
        this.#batch.setCell(column, this.#row, PRESENT, 0, PRESENT.length, CellKind.scalar);
      } else this.#batch.setCell(column, this.#row, bytes, start, end, kind);
    }
    for (let i = 0; i < raws.length; i += 1) {
      const { column, rank } = raws[i]!;
      if (!this.#taken(this.#firstRaw + column, rank)) this.#setRaw(bytes, column, start, end, kind);
    }
  }

  #setRaw(bytes: Buffer, raw: number, start: number, end: number, kind: number): void {
    const isText = kind === CellKind.string || (kind === CellKind.scalar && bytes[start] !== 0x6e);
    if (isText) this.#batch.setRawSpan(raw, this.#row, start, end);
    else if (kind === CellKind.escaped) {
      this.#batch.setRawText(raw, this.#row, unescapeJson(bytes, start, end));
    } else this.#batch.clearRaw(raw, this.#row);
  }

  /** Whether a key nearer to the literal path has set the column in this event; if not, it is ours now. */
  #taken(column: number, rank: number): boolean {
    if (this.#setIn[column] === this.#event && this.#setRank[column]! < rank) return true;
    this.#setIn[column] = this.#event;
    this.#setRank[column] = rank;
    return false;
  }

  /** The key came before in this object: what it brought does not count. */
  #forget(node: FieldNode): void {
    if (this.#wrappedBy === node) this.wrappedStart = -1;
    for (const { column, rank } of node.below) {
      if (this.#untake(column, rank)) this.#batch.ids[column]![this.#row] = 0;
    }
    for (const { column, rank } of node.rawsBelow) {
      if (this.#untake(this.#firstRaw + column, rank)) this.#batch.clearRaw(column, this.#row);
    }
  }

  /** Whether the column was set in this event by this rank; from now on it is not. */
  #untake(column: number, rank: number): boolean {
    if (this.#setIn[column] !== this.#event || this.#setRank[column] !== rank) return false;
    this.#setIn[column] = 0;
    return true;
  }

  /** An array on the way: "any element", so the cell is the list of what the elements have. */
  #collect(bytes: Buffer, start: number, end: number, node: FieldNode): void {
    const list: JsonArray = { text: bytes.toString('utf8', start, end) };
    const { dictionary, plan, ids } = this.#batch;
    for (const { column, rank } of node.below) {
      // One target of each column is enough: collecting looks for the literal key itself.
      if (rank !== node.depth) continue;
      const found = collectText(list, plan.columns[column]!.segments.slice(node.depth));
      if (found === undefined || this.#taken(column, rank)) continue;
      ids[column]![this.#row] = dictionary.idOf(found, CellKind.container);
    }
  }
}

/** An array of the log; parsed once, for whoever comes first. */
interface JsonArray {
  readonly text: string;
  elements?: unknown;
}

/** What the elements of an array have at a path, as the text of an array; undefined when none of them has it. */
function collectText(array: JsonArray, rest: readonly string[]): string | undefined {
  try {
    array.elements ??= parseExactly(array.text);
    const found = collectValues(array.elements, rest);
    return found.length === 0 ? undefined : JSON.stringify(found);
  } catch {
    // Nested deeper than the stack allows. The whole array stands for its parts, so that nothing can hide in there.
    return array.text;
  }
}

const PRESENT = Buffer.from('true');

function unescapeJson(bytes: Buffer, start: number, end: number): string {
  return JSON.parse(`"${bytes.toString('utf8', start, end)}"`);
}
