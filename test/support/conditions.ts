import assert from 'node:assert/strict';
import type { Issue, Issues } from '../../src/config/issue.js';
import { toValue } from '../../src/decode/to-value.js';
import type { Condition } from '../../src/match/condition.js';
import { evaluateCondition } from '../../src/match/evaluate.js';
import { parseCondition } from '../../src/match/parse-condition.js';

/** An event as plain data: field path to value; a path that is not there is an absent field. */
export type PlainEvent = Readonly<Record<string, unknown>>;

/** Compiles a condition that must be free of problems. */
export function compiled(data: unknown): Condition {
  const { condition, issues } = parsed(data);
  assert.deepEqual(issues, [], `unexpected issues for ${JSON.stringify(data)}`);
  assert.ok(condition !== undefined);
  return condition;
}

/** Whether `event` meets the condition `data`. The line is the event as JSON unless given. */
export function meets(data: unknown, event: PlainEvent, line = JSON.stringify(event)): boolean {
  return evaluateCondition(
    compiled(data),
    (field) => (event[field] === undefined ? undefined : toValue(event[field])),
    line,
  );
}

/** The problems of a condition that must have some, as `path: message`. */
export function problems(data: unknown): string[] {
  const { condition, issues } = parsed(data);
  assert.equal(condition, undefined, 'a condition with problems must not be used');
  assert.ok(issues.length > 0, 'no condition, yet no problem was told');
  return issues.map(({ path, message }) => `${path.join(' > ')}: ${message}`);
}

export function parsed(data: unknown): { condition: Condition | undefined; issues: readonly Issue[] } {
  const found: Issue[] = [];
  const issues: Issues = { add: (path, message, options) => found.push({ path, message, ...options }) };
  return { condition: parseCondition(data, ['when'], issues), issues: found };
}
