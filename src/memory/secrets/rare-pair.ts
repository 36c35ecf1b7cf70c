import { membersOf } from './byte-set.js';
import type { Shape } from './shape.js';

// What follows was counted in Vault's audit and server logs, logs of other systems and source text, a quarter each.

/** Printable bytes, the most common one first. */
const byFrequency =
  'e"sa t0rci1ndo:2l6p543ufb,-879h.m_g/=CkTvBIyEO][(){}DNxF;ARZwSPGULM\\+*HqjJ>zY<@&KVWQ|X!\'`?$#^~%';

/** Pairs that are so common that the product of their bytes' shares tells nothing, the most common one first; no blanks. */
const commonPairs =
  'ss":,":"re",eresoninseentiatnte"20sttele00acormeeddeeaioth02ceracoalastoro-0ketaliampe11id{"01okart"' +
  'baabadauet-1d"ecpo25isuns"ma56natyit:026expaic"r:{ou6:ulsholns"tus1-ienghend23e:ha},ypueINne"}mo"ari' +
  'loa2otdautcaefclFONF[Ivege6-t_faO]"c09cc0:anlttr14c-"hn"-srt:2ev_tllprem10cte_"p12s/"domla21spim_ibe' +
  '1TxpsohmpiT003agcr:12228vaplur"ssiodquT1-2mpirnc0..1"m06oors07apil43ddd=rreqn_\\"dir"fe173-fi1315oplu' +
  'ch04:59-4018n:suogel"i"23219334199gi.0ffts:44:nornci3:"]1605ck50786834242786291.vo:[s.42448265ay5955' +
  '72afpp49530889948.30nie..231"u/h644738do"e"n4554:352tt69ummioc67fo_p589637["hoZ"lye/9848l"vi0T**713b' +
  '46_anu57773690"@ds=ah"ee6279c1b780up63ep85t.51hi70c0n/="ebbc91d28e3dd0iarufc602c],959275350,84a3a"1c' +
  '2d39e276a4os2.81ui879e/cubc79f93c91fb67a3c/lf03f1ab01d5f0ctu9a0-e-aif3db1b8dc6c34c88t:dce,aarvb88fsa' +
  'pta5b2747d97c4ps612bd1cbh/f1"1d6ls5aa77e3a0dbbRee5e=ify_b51:.6drrc73f9a17fc5fuy"0b0a4eow4a//7b-a1"66';

/** About how many of a log's bytes are this one (a share of 1). */
const shareOf = new Float64Array(256).fill(0.0005);
for (const [rank, letter] of Array.from(byFrequency).entries()) {
  shareOf[letter.charCodeAt(0)] = 0.05 * Math.exp(-rank / 18);
}

/** About how many of a log's pairs are the common one of this rank (a share of 1). */
function shareOfRank(rank: number): number {
  return 0.018 / (1 + rank / 12);
}

/** About how many of a log's pairs are this one (a share of 1), by both bytes. */
const shares = new Float64Array(1 << 16);
const leastCommon = shareOfRank(commonPairs.length / 2);
for (let a = 0; a < 256; a += 1) {
  for (let b = 0; b < 256; b += 1) shares[(a << 8) | b] = Math.min(leastCommon, shareOf[a]! * shareOf[b]!);
}
for (let i = 0; i < commonPairs.length; i += 2) {
  shares[(commonPairs.charCodeAt(i) << 8) | commonPairs.charCodeAt(i + 1)] = shareOfRank(i / 2);
}

/** About how many of a log's pairs are these two bytes (a share of 1). */
export function shareOfPair(first: number, second: number): number {
  return shares[(first << 8) | second]!;
}

function shareOfPairs(firsts: readonly number[], seconds: readonly number[]): number {
  let sum = 0;
  for (const first of firsts) for (const second of seconds) sum += shareOfPair(first, second);
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
  const bytes = shape.map(membersOf);
  for (let offset: number = parity; offset + 1 < shape.length; offset += 2) {
    const share = shareOfPairs(bytes[offset]!, bytes[offset + 1]!);
    if (share < best.share) best = { offset, share };
  }
  return best;
}

/** About how many of a log's pairs make somebody look for the shape (a share of 1); Infinity under three bytes. */
export function costOf(shape: Shape): number {
  return rarePair(shape, 0).share + rarePair(shape, 1).share;
}
