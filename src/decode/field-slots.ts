import type { Batch, Plan } from './batch.js';
import { type Feed, feedOf, feedSpan, feedText, wantedNames } from './feed.js';

const DOT = 0x2e;

/** Turns the raw text of a value that holds escapes into the value. */
export type Unescape = (raw: string) => string;

/**
 * The wanted `key=value` fields of one line, while it is read. Keys are compared as bytes, so a pair that nobody
 * wants costs no string; the last of several values of a key wins, and only that one reaches the dictionary.
 */
export class FieldSlots {
  readonly #names: readonly Uint8Array[];
  readonly #feeds: readonly Feed[];
  readonly #unescape: Unescape;
  readonly #start: Int32Array;
  readonly #end: Int32Array;
  readonly #texts: (string | undefined)[];

  /** @param wants says which of the plan's names can come as a pair; by default each. */
  constructor(plan: Plan, read: Unescape, wants: (name: string) => boolean = () => true) {
    const names = wantedNames(plan).filter(wants);
    this.#names = names.map((name) => new TextEncoder().encode(name));
    this.#feeds = names.map((name) => feedOf(plan, name)!);
    this.#unescape = read;
    this.#start = new Int32Array(names.length).fill(-1);
    this.#end = new Int32Array(names.length);
    this.#texts = names.map(() => undefined);
  }

  get empty(): boolean {
    return this.#names.length === 0;
  }

  /** Forgets the line before. */
  reset(): void {
    this.#start.fill(-1);
  }

  /** The slot of the key in `bytes[start, end)`, or -1 when nobody wants it. */
  find(bytes: Uint8Array, start: number, end: number): number {
    for (let i = 0; i < this.#names.length; i += 1) {
      const name = this.#names[i]!;
      if (name.length === end - start && holds(name, 0, bytes, start, end)) return i;
    }
    return -1;
  }

  /** The slot of the key `parent.child`, both given by where they stand in `bytes`; or -1. */
  findChild(bytes: Uint8Array, parent: number, parentEnd: number, child: number, childEnd: number): number {
    const length = parentEnd - parent;
    for (let i = 0; i < this.#names.length; i += 1) {
      const name = this.#names[i]!;
      if (
        name.length === length + 1 + childEnd - child &&
        name[length] === DOT &&
        holds(name, 0, bytes, parent, parentEnd) &&
        holds(name, length + 1, bytes, child, childEnd)
      ) {
        return i;
      }
    }
    return -1;
  }

  /** The value of a slot is `bytes[start, end)`. */
  put(slot: number, start: number, end: number): void {
    this.#start[slot] = start;
    this.#end[slot] = end;
    this.#texts[slot] = undefined;
  }

  /** The value of a slot stands between quotes in `bytes[start, end)` and may hold escapes. */
  putQuoted(slot: number, bytes: Buffer, start: number, end: number): void {
    this.put(slot, start, end);
    for (let i = start; i < end; i += 1) {
      if (bytes[i] === 0x5c) {
        this.#texts[slot] = this.#unescape(bytes.toString('utf8', start, end));
        return;
      }
    }
  }

  /** The value of a slot is `text`. */
  putText(slot: number, text: string): void {
    this.#start[slot] = 0;
    this.#texts[slot] = text;
  }

  /** Writes what was found into `row`. */
  write(batch: Batch, row: number): void {
    for (let i = 0; i < this.#feeds.length; i += 1) {
      if (this.#start[i] === -1) continue;
      const text = this.#texts[i];
      if (text === undefined) feedSpan(this.#feeds[i], batch, row, this.#start[i]!, this.#end[i]!);
      else feedText(this.#feeds[i], batch, row, text);
    }
  }
}

function holds(name: Uint8Array, offset: number, bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (name[offset + i - start] !== bytes[i]) return false;
  return true;
}
