import type { IssuePath, Issues } from '../config/issue.js';
import type { Condition } from './condition.js';
import { joinTextTests } from './join-tests.js';
import type { Modifiers } from './modifiers.js';
import { parseTextTests } from './parse-values.js';
import type { RuleValue } from './read-values.js';

/**
 * Compiles keywords: values without a field, which are searched anywhere in the raw text of the line (as it
 * stands in the log: a quote inside JSON is `\"` there). One of them is enough, with `all` every one is needed.
 */
export function parseKeywords(
  values: readonly RuleValue[],
  modifiers: Modifiers,
  path: IssuePath,
  issues: Issues,
): Condition | undefined {
  if (modifiers.comparison !== 'text' && modifiers.comparison !== 're') {
    issues.add(path, `cannot use modifier "${modifiers.comparison}" without a field name`, { atKey: true });
    return undefined;
  }
  const bad = values.find(({ data }) => data === null || data === '');
  if (bad !== undefined) {
    issues.add(bad.path, `a keyword must be a text; found ${JSON.stringify(bad.data)}`);
    return undefined;
  }
  const anchor = modifiers.anchor === 'equals' ? 'contains' : modifiers.anchor;
  const tests = parseTextTests(values, { ...modifiers, anchor }, issues);
  return tests && { op: 'line', test: joinTextTests(tests, modifiers.all) };
}
