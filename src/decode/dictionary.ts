import { randomInt } from 'node:crypto';
import { grown } from '../memory/grown.js';
import type { Value } from './value.js';

/** How the bytes of a cell are to be read; part of its identity, so that `"1"` and `1` are two values. */
export const CellKind = { string: 1, escaped: 2, scalar: 3, container: 4 } as const;

/** An element of an array costs this much memory, however short it stands in the log. */
const ELEMENT_BYTES = 64;

/** A table at most half full takes far fewer probes, but for values chosen to collide. */
const MAX_PROBES = 64;

/** Bytes that are kept for the next values when a dictionary starts over. */
const KEPT_BYTES = 2 ** 20;

const encoder = new TextEncoder();

/**
 * The distinct values of one source. Every value has a small integer, its id; 0 is "not there".
 *
 * Bytes are looked up as they stand in the log, without making a string; a value is decoded (`read`) when it is first
 * asked for. Two spellings of one value (`"a"`, `"\\u0061"`) get two ids, which costs a little memory and changes
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
  /** By id; undefined where nobody asked yet. */
  #values: (Value | undefined)[] = [undefined];
  /** The bytes of all values, one behind the other: those of an id begin where those of the id before end. */
  #keys = new Uint8Array(2 ** 14);
  #ends = new Int32Array(512);
  #kinds = new Uint8Array(512);
  #hashes = new Int32Array(512);
  #table = new Int32Array(1024);
  #elements = 0;

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
    return this.#crowded || this.size > this.#maxValues || this.#usedBytes > this.#maxBytes;
  }

  /** The value of an id; undefined for 0. */
  value(id: number): Value | undefined {
    return this.#values[id] ?? this.#readFirst(id);
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
        return this.#add(bytes, start, end, kind, hash, slot);
      }
      if (this.#hashes[id] === hash && this.#isAt(id, bytes, start, end, kind)) return id;
      slot = (slot + 1) & mask;
    }
  }

  /** As `id`, with a guess: logs repeat themselves, and comparing one value costs less than looking it up. */
  idLike(guess: number, bytes: Uint8Array, start: number, end: number, kind: number): number {
    if (guess !== 0 && this.#isAt(guess, bytes, start, end, kind)) return guess;
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
    if (this.#keys.length > KEPT_BYTES) this.#keys = new Uint8Array(KEPT_BYTES);
    this.#table.fill(0);
    this.#elements = 0;
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

  #add(bytes: Uint8Array, start: number, end: number, kind: number, hash: number, slot: number): number {
    const id = this.#values.length;
    const at = this.#ends[id - 1]!;
    const keyEnd = at + end - start;
    if (id >= this.#ends.length) this.#reserve(2 * id);
    if (keyEnd > this.#keys.length) this.#keys = grown(this.#keys, 2 * keyEnd);
    for (let i = start, to = at; i < end; i += 1, to += 1) this.#keys[to] = bytes[i]!;
    this.#ends[id] = keyEnd;
    this.#kinds[id] = kind;
    this.#hashes[id] = hash;
    this.#table[slot] = id;
    this.#values.push(undefined);
    // What an array costs is known only then.
    if (kind === CellKind.container) this.#elements += this.value(id)!.elements?.length ?? 0;
    if (id * 2 > this.#table.length) this.#grow();
    return id;
  }

  get #usedBytes(): number {
    return this.#ends[this.size - 1]! + ELEMENT_BYTES * this.#elements;
  }

  /** Nobody needs most of the values: times, addresses and the like are told from each other by their bytes. */
  #readFirst(id: number): Value | undefined {
    if (id === 0 || id >= this.#values.length) return undefined;
    const value = this.#read(this.#keys.slice(this.#ends[id - 1]!, this.#ends[id]!), this.#kinds[id]!);
    this.#values[id] = value;
    return value;
  }

  /** Whether `id` stands for `bytes[start, end)` of this kind. */
  #isAt(id: number, bytes: Uint8Array, start: number, end: number, kind: number): boolean {
    const at = this.#ends[id - 1]!;
    const length = end - start;
    if (this.#ends[id]! - at !== length || this.#kinds[id] !== kind) return false;
    const keys = this.#keys;
    for (let i = 0; i < length; i += 1) if (keys[at + i] !== bytes[start + i]) return false;
    return true;
  }

  #reserve(ids: number): void {
    this.#ends = grown(this.#ends, ids);
    this.#kinds = grown(this.#kinds, ids);
    this.#hashes = grown(this.#hashes, ids);
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
