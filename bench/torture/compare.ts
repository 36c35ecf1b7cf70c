import type { Tally } from '../tally.js';
import type { Bounds } from './truth.js';

/** Where `found` is outside of the truth. A key that is not there counts as 0. */
export function outside({ least, most }: Bounds, found: Tally, groups: readonly string[]): readonly string[] {
  const problems: string[] = [];
  for (const group of groups) {
    const actual = found.group(group);
    for (const key of new Set([...most.group(group).keys(), ...actual.keys()])) {
      const have = actual.get(key) ?? 0;
      const [low, high] = [least.group(group).get(key) ?? 0, most.group(group).get(key) ?? 0];
      if (have >= low && have <= high) continue;
      problems.push(`${group} "${key}": ${have} instead of ${low === high ? low : `${low} to ${high}`}`);
    }
  }
  return problems;
}

export interface Losses {
  readonly lost: number;
  readonly twice: number;
  /** Events that a copytruncate took, and that were counted all the same. */
  readonly windowCounted: number;
}

/** Events of one file lost and counted twice, told by its blocks of lines. */
export function lossesOf({ least, most }: Bounds, found: Tally, file: string): Losses {
  let lost = 0;
  let twice = 0;
  let windowCounted = 0;
  const blocks = found.group('block');
  for (const block of new Set([...most.group('block').keys(), ...blocks.keys()])) {
    if (!block.startsWith(`${file}:`)) continue;
    const have = blocks.get(block) ?? 0;
    const [low, high] = [least, most].map((tally) => tally.group('block').get(block) ?? 0) as [
      number,
      number,
    ];
    lost += Math.max(0, low - have);
    twice += Math.max(0, have - high);
    windowCounted += Math.min(Math.max(0, have - low), high - low);
  }
  return { lost, twice, windowCounted };
}
