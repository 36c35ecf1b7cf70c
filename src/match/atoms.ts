import type { Condition, LineTest, PairTest, ValueTest } from './condition.js';

/** The distinct tests of a set of conditions. */
export interface Atoms {
  /** By field: its tests, without repetition. */
  readonly fields: ReadonlyMap<string, readonly ValueTest[]>;
  readonly pairs: readonly { readonly fields: readonly [string, string]; readonly test: PairTest }[];
  readonly lines: readonly LineTest[];
}

/** Gathers the tests of `conditions`; tests with equal keys are one. */
export function gatherAtoms(conditions: readonly Condition[]): Atoms {
  const fields = new Map<string, Map<string, ValueTest>>();
  const pairs = new Map<string, { fields: readonly [string, string]; test: PairTest }>();
  const lines = new Map<string, LineTest>();
  const visit = (condition: Condition): void => {
    if (condition.op === 'and' || condition.op === 'or') condition.of.forEach(visit);
    else if (condition.op === 'not') visit(condition.of);
    else if (condition.op === 'field') {
      const tests = fields.get(condition.field) ?? new Map<string, ValueTest>();
      fields.set(condition.field, tests.set(condition.test.key, condition.test));
    } else if (condition.op === 'fields') {
      pairs.set(pairKey(condition.fields, condition.test), condition);
    } else if (condition.op === 'line') lines.set(condition.test.key, condition.test);
  };
  conditions.forEach(visit);
  return {
    fields: new Map([...fields].map(([field, tests]) => [field, [...tests.values()]])),
    pairs: [...pairs.values()],
    lines: [...lines.values()],
  };
}

/** Identity of a test of two fields. */
function pairKey(fields: readonly [string, string], test: PairTest): string {
  return JSON.stringify([...fields, test.key]);
}

/** Result of one condition, given the result of each of its tests. */
export function decide(condition: Condition, holds: (atom: Atom) => boolean): boolean {
  switch (condition.op) {
    case 'const':
      return condition.value;
    case 'and':
      return condition.of.every((part) => decide(part, holds));
    case 'or':
      return condition.of.some((part) => decide(part, holds));
    case 'not':
      return !decide(condition.of, holds);
    default:
      return holds(condition);
  }
}

export type Atom = Extract<Condition, { op: 'field' | 'fields' | 'line' }>;
