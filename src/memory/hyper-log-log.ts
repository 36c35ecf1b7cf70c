/**
 * HyperLogLog: how many different values there were, from the greatest rank that each of `2 ** precision` registers
 * met. A value's register is the low bits of the low half of its hash; its rank is one more than the number of zeros
 * that the high half starts with. As neither uses the other's bits, a count of precision p folds into one of p - 1
 * (`register & (2 ** (p - 1) - 1)`) and stays what it would have been.
 *
 * Standard error of the estimate, relative to the true number: `1.04 / sqrt(2 ** precision)`, at every size: 1.6 % at
 * precision 12, 3.3 % at 10, 6.5 % at 8. Two of three estimates are within one standard error, all but one of 370
 * within three.
 */

/** Ranks are 1 to RANKS; the last one means "or more". Enough for 2 ** (precision + RANKS - 1) values. */
export const RANKS = 16;

/** The standard error of an estimate, relative to the true number. */
export function standardError(precision: number): number {
  return 1.04 / Math.sqrt(2 ** precision);
}

/** The register that a value counts in; `lo` is half of a hash that is uniform. */
export function registerOf(lo: number, precision: number): number {
  return lo & ((1 << precision) - 1);
}

/** The rank of a value, 1 to RANKS: half of all values have 1, a quarter 2 … `hi` is the other half of the hash. */
export function rankOf(hi: number): number {
  return Math.min(Math.clz32(hi) + 1, RANKS);
}

/**
 * Estimates the number of different values. `registersByRank[r]` is the number of registers whose greatest rank is r,
 * 0 for those that met no value: RANKS + 1 numbers.
 *
 * Otmar Ertl's estimator ("New cardinality estimation algorithms for HyperLogLog sketches", 2017, algorithm 6): it
 * needs no corrections for small or large numbers, where the first publication had a bias of several percent.
 */
export function estimateDistinct(registersByRank: ArrayLike<number>): number {
  let registers = 0;
  for (let rank = 0; rank <= RANKS; rank += 1) registers += registersByRank[rank]!;
  let sum = registers * tau(1 - registersByRank[RANKS]! / registers);
  for (let rank = RANKS - 1; rank > 0; rank -= 1) sum = 0.5 * (sum + registersByRank[rank]!);
  sum += registers * sigma(registersByRank[0]! / registers);
  // Registers that all say "or more" would be infinitely many values.
  return Math.min(registers ** 2 / (2 * Math.LN2 * sum), registers * 2 ** RANKS);
}

/** What the registers without a value stand for: x + x² + 2x⁴ + 4x⁸ + …, infinite for x = 1. */
function sigma(x: number): number {
  if (x === 1) return Number.POSITIVE_INFINITY;
  let [power, factor, sum, before] = [x, 1, x, -1];
  while (sum !== before) {
    before = sum;
    power *= power;
    sum += power * factor;
    factor *= 2;
  }
  return sum;
}

/** What the registers of the last rank, "or more", stand for. */
function tau(x: number): number {
  if (x === 0 || x === 1) return 0;
  let [root, factor, sum, before] = [x, 1, 1 - x, -1];
  while (sum !== before) {
    before = sum;
    root = Math.sqrt(root);
    factor *= 0.5;
    sum -= (1 - root) ** 2 * factor;
  }
  return sum / 3;
}
