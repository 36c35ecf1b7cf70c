import type { Matches } from '../../src/match/matches.js';

/** Outcome n meets condition c when bit c of n is set. */
export function bits(outcomes: readonly number[], generation = 0): Matches {
  return {
    outcomes: Int32Array.from(outcomes),
    generation,
    holds: (outcome, condition) => ((outcome >> condition) & 1) === 1,
  };
}
