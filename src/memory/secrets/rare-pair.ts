import type { ByteSet } from './byte-set.js';
import type { Shape } from './shape.js';

// What follows was counted in Vault's audit and server logs, logs of other systems and source text, a quarter each.

/** Printable bytes, the most common one first. */
const byFrequency =
  'e"sa t0rci1ndo:2l6p543ufb,-879h.m_g/=CkTvBIyEO][(){}DNxF;ARZwSPGULM\\+*HqjJ>zY<@&KVWQ|X!\'`?$#^~%';

/** Pairs of small letters and `_` that are so common that the product of their letters' shares tells nothing. */
const commonPairs =
  'ssreseatesleinontieanterasendestedacthraioteidmekeetoktaceexrotocoliorouauisunicadnge_ut_ipoamect_ne' +
  'napelodansmagemoxpabolevcapishulharnusirpaiecrbaty_thiueclarccltlaanfaapalurvotrefplbechhesuagitodll' +
  'prypotoghmepgirun_sindemveubdsrisoddrtspiltuimaf';

/** About how many of a log's bytes are this one (a share of 1). */
const shareOf = new Float64Array(256).fill(0.0005);
for (const [rank, letter] of Array.from(byFrequency).entries()) {
  shareOf[letter.charCodeAt(0)] = 0.05 * Math.exp(-rank / 18);
}

/** About how many of a log's pairs are this one (a share of 1), by both bytes. */
const shares = new Float64Array(1 << 16);
for (let a = 0; a < 256; a += 1) {
  for (let b = 0; b < 256; b += 1) shares[(a << 8) | b] = Math.min(0.0008, shareOf[a]! * shareOf[b]!);
}
for (let i = 0; i < commonPairs.length; i += 2) {
  shares[(commonPairs.charCodeAt(i) << 8) | commonPairs.charCodeAt(i + 1)] = 0.016 / (1 + i / 16);
}

/** About how many of a log's pairs are these two bytes (a share of 1). */
export function shareOfPair(first: number, second: number): number {
  return shares[(first << 8) | second]!;
}

function shareOfPairs(first: ByteSet, second: ByteSet): number {
  let sum = 0;
  for (let a = 0; a < 256; a += 1) {
    if (first[a] === 0) continue;
    for (let b = 0; b < 256; b += 1) if (second[b] === 1) sum += shareOfPair(a, b);
  }
  return sum;
}

export interface RarePair {
  /** Where in the shape the pair begins. */
  readonly offset: number;
  /** About how many of a log's pairs are one of these (a share of 1). */
  readonly share: number;
}

/** The pair of neighbouring positions that is met least, of those that begin at an even or an odd offset. */
export function rarePair(shape: Shape, parity: 0 | 1): RarePair {
  let best: RarePair = { offset: -1, share: Number.POSITIVE_INFINITY };
  for (let offset: number = parity; offset + 1 < shape.length; offset += 2) {
    const share = shareOfPairs(shape[offset]!, shape[offset + 1]!);
    if (share < best.share) best = { offset, share };
  }
  return best;
}

/** About how many of a log's pairs make somebody look for the shape (a share of 1); Infinity under three bytes. */
export function costOf(shape: Shape): number {
  return rarePair(shape, 0).share + rarePair(shape, 1).share;
}
