import type { IssuePath, Issues } from '../config/issue.js';

/** One value of a rule, with the place where it stands. */
export interface RuleValue {
  readonly data: string | number | boolean | bigint | null;
  readonly path: IssuePath;
}

/**
 * The values of a field: a scalar, or a list of them. Undefined, with issues, for an empty list, a map, a list in
 * a list, null in a list (Sigma: null stands alone), and numbers that are not what was written.
 */
export function readValues(data: unknown, path: IssuePath, issues: Issues): readonly RuleValue[] | undefined {
  if (!Array.isArray(data)) {
    const value = readValue(data, path, issues);
    return value === undefined ? undefined : [value];
  }
  if (data.length === 0) {
    issues.add(path, 'expected at least one value; found an empty list');
    return undefined;
  }
  const values = data.map((item: unknown, i) => {
    if (item !== null) return readValue(item, [...path, i], issues);
    issues.add([...path, i], 'null may not stand in a list; put it in a map of its own, in a list of maps');
    return undefined;
  });
  return values.every((value) => value !== undefined) ? values : undefined;
}

/** One scalar; undefined, with an issue, for anything else. */
export function readValue(data: unknown, path: IssuePath, issues: Issues): RuleValue | undefined {
  if (typeof data === 'number' && Math.abs(data) > Number.MAX_SAFE_INTEGER) {
    issues.add(path, `number ${data} is too large to be kept exactly; put it in quotes`);
    return undefined;
  }
  if (data === null || ['string', 'number', 'boolean', 'bigint'].includes(typeof data)) {
    return { data: data as RuleValue['data'], path };
  }
  const found = Array.isArray(data) ? 'a list' : typeof data === 'object' ? 'a map' : 'nothing';
  issues.add(path, `expected a text, a number, true, false or null; found ${found}`);
  return undefined;
}
