import type { PairTable } from './pair-table.js';

/** Words of four bytes that one test decides on. */
export const WORDS = 4;

/** 1 for a number that is not 0, without a branch. */
function isSet(bits: number): number {
  return (bits | -bits) >>> 31;
}

/**
 * Writes into `found` the blocks of `words[from, to)` (the index of the first word of each) that hold a pair of the
 * table; returns how many. Every block is written down, but only those found move on to the next place: a branch
 * that the text decides would cost more than everything else here.
 */
export function sieveBlocks(
  table: PairTable,
  words: Int32Array,
  from: number,
  to: number,
  found: Int32Array,
): number {
  const { groupOf } = table;
  let count = 0;
  for (let i = from; i < to; i += WORDS) {
    const a = words[i]!;
    const b = words[i + 1]!;
    const c = words[i + 2]!;
    const d = words[i + 3]!;
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
    count += isSet(any);
  }
  return count;
}

/** Writes into `found` the pairs of `blocks[0, count)` (numbered by half words) that are in the table; returns how many. */
export function sievePairs(
  { groupOf }: PairTable,
  words: Int32Array,
  blocks: Int32Array,
  count: number,
  found: Int32Array,
): number {
  let pairs = 0;
  for (let j = 0; j < count; j += 1) {
    const i = blocks[j]!;
    for (let k = i; k < i + WORDS; k += 1) {
      const word = words[k]!;
      found[pairs] = 2 * k;
      pairs += isSet(groupOf[word & 0xffff]!);
      found[pairs] = 2 * k + 1;
      pairs += isSet(groupOf[word >>> 16]!);
    }
  }
  return pairs;
}

/**
 * Keeps of `pairs[0, count)` those with a fitting byte before and behind; returns how many. The words before and behind
 * the pairs must be there.
 */
export function sieveByContext(
  table: PairTable,
  words: Int32Array,
  pairs: Int32Array,
  count: number,
): number {
  const { groupOf, bitOf, before, behind } = table;
  let kept = 0;
  for (let j = 0; j < count; j += 1) {
    const pair = pairs[j]!;
    const isHigh = pair & 1;
    const shift = isHigh << 4;
    const group = groupOf[(words[pair >> 1]! >>> shift) & 0xffff]!;
    const last = (words[(pair - 1) >> 1]! >>> (24 - shift)) & 0xff;
    const next = (words[(pair + 1) >> 1]! >>> (16 - shift)) & 0xff;
    pairs[kept] = pair;
    kept += isSet(bitOf[group]! & before[last]! & behind[next]!);
  }
  return kept;
}
