import type { ByteSet } from './byte-set.js';
import { costOf } from './rare-pair.js';
import { parseParts, type Sequence } from './regex-parts.js';
import type { Shape } from './shape.js';

const MOST_SHAPES = 64;
const LONGEST_SHAPE = 32;
/** Looking for it must not make every twentieth pair of a log a candidate. */
const MOST_COST = 0.05;

interface Required {
  readonly shapes: readonly Shape[];
  readonly cost: number;
}

/**
 * Texts of three bytes or more one of which stands in everything that the regular expression (RE2's syntax) finds in a
 * line. Empty when there are none, when they are too common, or when the expression has something that is not
 * understood here: then every line must be tried.
 */
export function requiredText(source: string): readonly Shape[] {
  const alternatives = parseParts(source);
  return (alternatives === undefined ? undefined : ofAlternatives(alternatives))?.shapes ?? [];
}

/** Every alternative must have one. */
function ofAlternatives(alternatives: readonly Sequence[]): Required | undefined {
  const all: Required[] = [];
  for (const sequence of alternatives) {
    const required = ofSequence(sequence);
    if (required === undefined) return undefined;
    all.push(required);
  }
  const shapes = all.flatMap((one) => one.shapes);
  const cost = all.reduce((sum, one) => sum + one.cost, 0);
  return shapes.length > MOST_SHAPES || cost > MOST_COST ? undefined : { shapes, cost };
}

/** The one that is met least: a run of positions that follow each other, or what a group requires. */
function ofSequence(sequence: Sequence): Required | undefined {
  let best: Required | undefined;
  let run: Shape = [];
  const consider = (one: Required | undefined) => {
    if (one !== undefined && one.cost <= MOST_COST && one.cost < (best?.cost ?? Infinity)) best = one;
  };
  const endRun = () => {
    if (run.length >= 3) consider({ shapes: [run], cost: costOf(run) });
    run = [];
  };
  for (const part of sequence) {
    if (part.kind === 'nothing') continue;
    if (part.kind === 'bytes' && run.length < LONGEST_SHAPE) run = [...run, withoutLf(part.set)];
    else endRun();
    if (part.kind === 'group') consider(ofAlternatives(part.alternatives));
  }
  endRun();
  return best;
}

/** It is looked for in a line. */
function withoutLf(set: ByteSet): ByteSet {
  return set.map((member, byte) => (byte === 0x0a ? 0 : member));
}
