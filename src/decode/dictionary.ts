import { randomInt } from 'node:crypto';
import type { Value } from './value.js';

/** How the bytes of a cell are to be read; part of its identity, so that `"1"` and `1` are two values. */
export const CellKind = { string: 1, escaped: 2, scalar: 3, container: 4 } as const;

/** An element of an array costs this much memory, however short it stands in the log. */
const ELEMENT_BYTES = 64;

/** A table at most half full takes far fewer probes, but for values chosen to collide. */
const MAX_PROBES = 64;

const EMPTY = new Uint8Array(0);
const encoder = new TextEncoder();

/**
 * The distinct values of one source. Every value has a small integer, its id; 0 is "not there".
 *
 * Bytes are looked up as they stand in the log, without making a string; only a value that is new is decoded
 * (`read`). Two spellings of one value (`"a"`, `"\\u0061"`) get two ids, which costs a little memory and changes
 * nothing: labels are made from the decoded text.
 *
 * The hash is seeded: values are chosen by whoever is logged, and a set of values of one known hash would make every
 * look-up pass all of them. Should a look-up probe too often all the same, the dictionary is `full` too, and starts
 * over with another seed.
 *
 * Bounded: `full` turns true at `maxValues` values or `maxBytes` bytes. The owner then calls `clear` between two
 * batches, which starts a new `generation`; whoever remembers ids forgets them when the generation changed.
 */
export class Dictionary {
  generation = 0;
  /** For FNV-1a over 32 bits. The low byte of the multiplier is that of FNV's own: some others hardly mix. */
  #basis = randomInt(2 ** 32) | 0;
  #multiplier = (randomInt(2 ** 24) << 8) | 0x93;
  #crowded = false;
  readonly #read: (bytes: Uint8Array, kind: number) => Value;
  readonly #maxValues: number;
  readonly #maxBytes: number;
  #values: (Value | undefined)[] = [undefined];
  #keys: Uint8Array[] = [EMPTY];
  #kinds: number[] = [0];
  #hashes: number[] = [0];
  #table = new Int32Array(1024);
  #bytes = 0;

  constructor(
    read: (bytes: Uint8Array, kind: number) => Value,
    limits: { maxValues: number; maxBytes: number } = { maxValues: 16_384, maxBytes: 8 * 2 ** 20 },
  ) {
    this.#read = read;
    this.#maxValues = limits.maxValues;
    this.#maxBytes = limits.maxBytes;
  }

  /** Number of ids given out, 0 included: every id is below it. */
  get size(): number {
    return this.#values.length;
  }

  get full(): boolean {
    return this.#crowded || this.#values.length > this.#maxValues || this.#bytes > this.#maxBytes;
  }

  /** The value of an id; undefined for 0. */
  value(id: number): Value | undefined {
    return this.#values[id];
  }

  /** The id of the value that stands in `bytes[start, end)`. */
  id(bytes: Uint8Array, start: number, end: number, kind: number): number {
    const hash = this.#hash(bytes, start, end, kind);
    const mask = this.#table.length - 1;
    let slot = hash & mask;
    for (let probes = 0; ; probes += 1) {
      const id = this.#table[slot]!;
      if (id === 0) {
        if (probes > MAX_PROBES) this.#crowded = true;
        return this.#add(bytes.subarray(start, end), kind, hash, slot);
      }
      if (
        this.#hashes[id] === hash &&
        this.#kinds[id] === kind &&
        equals(this.#keys[id]!, bytes, start, end)
      ) {
        return id;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** As `id`, with a guess: logs repeat themselves, and comparing one value costs less than looking it up. */
  idLike(guess: number, bytes: Uint8Array, start: number, end: number, kind: number): number {
    if (guess !== 0 && this.#kinds[guess] === kind && equals(this.#keys[guess]!, bytes, start, end))
      return guess;
    return this.id(bytes, start, end, kind);
  }

  /** The id of a string that a decoder made itself. */
  idOfText(text: string): number {
    return this.idOf(text, CellKind.string);
  }

  /** The id of a value given as the text it would have in the log. */
  idOf(text: string, kind: number): number {
    const bytes = encoder.encode(text);
    return this.id(bytes, 0, bytes.length, kind);
  }

  /** Forgets every value. Only between batches. */
  clear(): void {
    this.generation += 1;
    this.#values = [undefined];
    this.#keys = [EMPTY];
    this.#kinds = [0];
    this.#hashes = [0];
    this.#table = new Int32Array(1024);
    this.#bytes = 0;
    this.#basis = randomInt(2 ** 32) | 0;
    this.#multiplier = (randomInt(2 ** 24) << 8) | 0x93;
    this.#crowded = false;
  }

  /** Two sums side by side, over every other byte: each step of one waits for its last multiplication. */
  #hash(bytes: Uint8Array, start: number, end: number, kind: number): number {
    const multiplier = this.#multiplier;
    let even = this.#basis ^ kind;
    let odd = this.#basis ^ (end - start);
    let i = start;
    for (; i + 1 < end; i += 2) {
      even = Math.imul(even ^ bytes[i]!, multiplier);
      odd = Math.imul(odd ^ bytes[i + 1]!, multiplier);
    }
    if (i < end) even = Math.imul(even ^ bytes[i]!, multiplier);
    const hash = Math.imul(even ^ (even >>> 15), 0x85ebca6b) ^ odd;
    return hash ^ (hash >>> 15);
  }

  #add(key: Uint8Array, kind: number, hash: number, slot: number): number {
    // A copy of its own: a part of a Buffer would keep the whole chunk alive.
    const own = new Uint8Array(key);
    const id = this.#values.length;
    const value = this.#read(own, kind);
    this.#values.push(value);
    this.#keys.push(own);
    this.#kinds.push(kind);
    this.#hashes.push(hash);
    this.#table[slot] = id;
    this.#bytes += own.length + ELEMENT_BYTES * (value.elements?.length ?? 0);
    if (id * 2 > this.#table.length) this.#grow();
    return id;
  }

  #grow(): void {
    const table = new Int32Array(this.#table.length * 2);
    const mask = table.length - 1;
    for (let id = 1; id < this.#values.length; id += 1) {
      let slot = this.#hashes[id]! & mask;
      while (table[slot] !== 0) slot = (slot + 1) & mask;
      table[slot] = id;
    }
    this.#table = table;
  }
}

function equals(key: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let i = 0; i < key.length; i += 1) {
    if (key[i] !== bytes[start + i]) return false;
  }
  return true;
}
