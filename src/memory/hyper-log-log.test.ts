import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Random, seededRandom } from '../base/random.js';
import { estimateDistinct, RANKS, rankOf, registerOf, standardError } from './hyper-log-log.js';

const word = (random: Random) => (random() * 2 ** 32) | 0;

/** Registers by rank after `distinct` values with random hashes, from nothing but the definitions. */
function registersByRank(distinct: number, precision: number, random: Random): number[] {
  const ranks = new Array<number>(2 ** precision).fill(0);
  for (let i = 0; i < distinct; i += 1) {
    const register = registerOf(word(random), precision);
    ranks[register] = Math.max(ranks[register]!, rankOf(word(random)));
  }
  const counts = new Array<number>(RANKS + 1).fill(0);
  for (const rank of ranks) counts[rank]! += 1;
  return counts;
}

/** Mean and root mean square of the relative errors of `trials` estimates. */
function errors(distinct: number, precision: number, trials: number): { bias: number; deviation: number } {
  const random = seededRandom(distinct * 100 + precision);
  const relative = Array.from({ length: trials }, () => {
    return estimateDistinct(registersByRank(distinct, precision, random)) / distinct - 1;
  });
  const mean = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0) / trials;
  return { bias: mean(relative), deviation: Math.sqrt(mean(relative.map((one) => one ** 2))) };
}

test('the error is what is documented, at every size, without a bias', () => {
  const sizes = [
    [4, 100, 400],
    [8, 100, 400],
    [8, 640, 400],
    [8, 10_000, 200],
    [10, 1_025, 200],
    [10, 2_560, 200],
    [10, 50_000, 100],
    [12, 1_025, 200],
    [12, 10_240, 100],
    [12, 300_000, 30],
  ] as const;
  for (const [precision, distinct, trials] of sizes) {
    const { bias, deviation } = errors(distinct, precision, trials);
    const allowed = standardError(precision);
    const shown = `precision ${precision}, ${distinct} values: bias ${bias}, deviation ${deviation}`;
    // The deviation of a sample of n is itself known to one part in the root of 2n only; four times that.
    assert.ok(deviation < allowed * (1 + 4 / Math.sqrt(2 * trials)), shown);
    // Two parts in a thousand are the estimator's own (it is exact for many registers only).
    assert.ok(Math.abs(bias) < (4 * allowed) / Math.sqrt(trials) + 2 / 2 ** precision, shown);
  }
});

test('knows nothing from no registers, and few values nearly exactly', () => {
  const counts = (...pairs: [rank: number, registers: number][]) => {
    const all = new Int32Array(RANKS + 1);
    for (const [rank, registers] of pairs) all[rank] = registers;
    return all;
  };
  assert.equal(estimateDistinct(counts([0, 4096])), 0);
  assert.equal(Math.round(estimateDistinct(counts([0, 4095], [1, 1]))), 1);
  assert.equal(Math.round(estimateDistinct(counts([0, 4093], [1, 2], [7, 1]))), 3);
  assert.equal(estimateDistinct(counts([RANKS, 4096])), 2 ** 28);
});

test('more registers or greater ranks never mean fewer values', () => {
  const registers = fc.array(fc.nat(RANKS), { minLength: 64, maxLength: 64 });
  const count = (ranks: readonly number[]) => {
    const counts = new Int32Array(RANKS + 1);
    for (const rank of ranks) counts[rank]! += 1;
    return counts;
  };
  fc.assert(
    fc.property(registers, fc.nat(63), (ranks, at) => {
      const raised = ranks.with(at, Math.min(RANKS, ranks[at]! + 1));
      assert.ok(estimateDistinct(count(raised)) >= estimateDistinct(count(ranks)) * (1 - 1e-12));
    }),
    { numRuns: 1000 },
  );
});

test('half of all hashes have rank 1, the last rank is "or more"', () => {
  assert.deepEqual([-1, 1 << 31, 0x7fffffff, 1 << 29, 1, 0].map(rankOf), [1, 1, 2, 3, RANKS, RANKS]);
  assert.deepEqual(
    [0, -1, 0x12345678].map((lo) => registerOf(lo, 8)),
    [0, 255, 0x78],
  );
});
