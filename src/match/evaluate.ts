import type { Value } from '../decode/value.js';
import type { Condition } from './condition.js';

/**
 * Whether one event meets `condition`: what the condition means, told as simply as possible. The matcher does the
 * same for whole batches, remembers what it found, and is tested against this.
 */
export function evaluateCondition(
  condition: Condition,
  valueAt: (field: string) => Value | undefined,
  line: string,
): boolean {
  const holds = (part: Condition): boolean => evaluateCondition(part, valueAt, line);
  switch (condition.op) {
    case 'const':
      return condition.value;
    case 'and':
      return condition.of.every(holds);
    case 'or':
      return condition.of.some(holds);
    case 'not':
      return !holds(condition.of);
    case 'field':
      return condition.test.test(valueAt(condition.field));
    case 'fields':
      return condition.test.test(valueAt(condition.fields[0]), valueAt(condition.fields[1]));
    case 'line':
      return condition.test.test(line);
  }
}
