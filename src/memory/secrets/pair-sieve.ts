import type { PairTable } from './pair-table.js';

// This is done for every two bytes of a log, so it is written for the engine: numbers that it knows to be integers (`| 0`)
// and a table that is a constant need no checks. `(n + 255) >>> 8` is 1 for a group, 0 for none, without a branch: one that
// the text decides would cost more than everything else here.
const groupOf = new Uint8Array(1 << 16);
const BLOCK = 4;
let tableInUse: PairTable | undefined;

/** Words of four bytes that one test decides on; what is sieved begins and ends at a multiple of them. */
export const WORDS = BLOCK;

/** From now on the pairs of `table` are sieved: to be called before anything else. */
export function sieveFor(table: PairTable): void {
  if (table === tableInUse) return;
  groupOf.set(table.groupOf);
  tableInUse = table;
}

/**
 * Writes into `found` the blocks of `words[from, to)` (the index of the first word of each) that hold a pair of the
 * table; returns how many. Every block is written down, but only those found move on to the next place.
 */
export function sieveBlocks(words: Int32Array, from: number, to: number, found: Int32Array): number {
  let count = 0;
  for (let i = from; i < to; i = (i + BLOCK) | 0) {
    const a = words[i]!;
    const b = words[i | 1]!;
    const c = words[i | 2]!;
    const d = words[i | 3]!;
    const any =
      groupOf[a & 0xffff]! |
      groupOf[a >>> 16]! |
      groupOf[b & 0xffff]! |
      groupOf[b >>> 16]! |
      groupOf[c & 0xffff]! |
      groupOf[c >>> 16]! |
      groupOf[d & 0xffff]! |
      groupOf[d >>> 16]!;
    found[count] = i;
    count = (count + ((any + 255) >>> 8)) | 0;
  }
  return count;
}

/** Writes into `found` the pairs of `blocks[0, count)` (numbered by half words) that are in the table; returns how many. */
export function sievePairs(words: Int32Array, blocks: Int32Array, count: number, found: Int32Array): number {
  let pairs = 0;
  for (let j = 0; j < count; j += 1) {
    const i = blocks[j]!;
    const first = i << 1;
    const a = words[i]!;
    found[pairs] = first;
    pairs = (pairs + ((groupOf[a & 0xffff]! + 255) >>> 8)) | 0;
    found[pairs] = first | 1;
    pairs = (pairs + ((groupOf[a >>> 16]! + 255) >>> 8)) | 0;
    const b = words[i | 1]!;
    found[pairs] = first | 2;
    pairs = (pairs + ((groupOf[b & 0xffff]! + 255) >>> 8)) | 0;
    found[pairs] = first | 3;
    pairs = (pairs + ((groupOf[b >>> 16]! + 255) >>> 8)) | 0;
    const c = words[i | 2]!;
    found[pairs] = first | 4;
    pairs = (pairs + ((groupOf[c & 0xffff]! + 255) >>> 8)) | 0;
    found[pairs] = first | 5;
    pairs = (pairs + ((groupOf[c >>> 16]! + 255) >>> 8)) | 0;
    const d = words[i | 3]!;
    found[pairs] = first | 6;
    pairs = (pairs + ((groupOf[d & 0xffff]! + 255) >>> 8)) | 0;
    found[pairs] = first | 7;
    pairs = (pairs + ((groupOf[d >>> 16]! + 255) >>> 8)) | 0;
  }
  return pairs;
}

/**
 * Keeps of `pairs[0, count)` those with a fitting byte before and behind; returns how many. The words before and behind
 * the pairs must be there.
 */
export function sieveByContext(
  { bitOf, before, behind }: PairTable,
  words: Int32Array,
  pairs: Int32Array,
  count: number,
): number {
  let kept = 0;
  for (let j = 0; j < count; j += 1) {
    const pair = pairs[j]!;
    const shift = (pair & 1) << 4;
    const group = groupOf[(words[pair >> 1]! >>> shift) & 0xffff]!;
    const last = (words[(pair - 1) >> 1]! >>> (24 - shift)) & 0xff;
    const next = (words[(pair + 1) >> 1]! >>> (16 - shift)) & 0xff;
    const bits = bitOf[group]! & before[last]! & behind[next]!;
    pairs[kept] = pair;
    kept = (kept + ((bits | -bits) >>> 31)) | 0;
  }
  return kept;
}
