import type { Condition } from './condition.js';

/** All of `conditions`; nested "and" is made flat. */
export function allOf(conditions: readonly Condition[]): Condition {
  return joined('and', conditions);
}

/** Any of `conditions`; nested "or" is made flat. */
export function anyOf(conditions: readonly Condition[]): Condition {
  return joined('or', conditions);
}

export function not(condition: Condition): Condition {
  return condition.op === 'not' ? condition.of : { op: 'not', of: condition };
}

function joined(op: 'and' | 'or', conditions: readonly Condition[]): Condition {
  const of = conditions.flatMap((part) => (part.op === op ? part.of : [part]));
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { op, of };
}
