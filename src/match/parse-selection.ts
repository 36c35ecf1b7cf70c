import type { IssuePath, Issues } from '../config/issue.js';
import { allOf, anyOf } from './combine.js';
import type { Condition } from './condition.js';
import { parseField } from './parse-field.js';
import { parseKeywords } from './parse-keywords.js';
import { parseModifiers } from './parse-modifiers.js';
import { readValue } from './read-values.js';

/**
 * Compiles a selection: a map (all of its fields), or a list, of which one item is enough: maps, and texts that
 * are keywords. Undefined when issues were added; all of them are.
 */
export function parseSelection(data: unknown, path: IssuePath, issues: Issues): Condition | undefined {
  if (isMap(data)) return parseMap(data, path, issues);
  if (!Array.isArray(data)) {
    issues.add(path, 'expected a map of fields, or a list of maps or keywords');
    return undefined;
  }
  if (data.length === 0) {
    issues.add(path, 'expected at least one map or keyword; found an empty list');
    return undefined;
  }
  const keywords = data.flatMap((item: unknown, i) => (isMap(item) ? [] : [{ item, i }]));
  const conditions = data.flatMap((item: unknown, i) =>
    isMap(item) ? [parseMap(item, [...path, i], issues)] : [],
  );
  if (keywords.length > 0) conditions.push(keywordList(keywords, path, issues));
  return conditions.every((condition) => condition !== undefined) ? anyOf(conditions) : undefined;
}

export function isMap(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function parseMap(
  map: Readonly<Record<string, unknown>>,
  path: IssuePath,
  issues: Issues,
): Condition | undefined {
  const entries = Object.entries(map);
  if (entries.length === 0) {
    issues.add(path, 'expected at least one field; found an empty map');
    return undefined;
  }
  const conditions = entries.map(([key, data]) => parseField(key, data, [...path, key], issues));
  return conditions.every((condition) => condition !== undefined) ? allOf(conditions) : undefined;
}

function keywordList(
  keywords: readonly { readonly item: unknown; readonly i: number }[],
  path: IssuePath,
  issues: Issues,
): Condition | undefined {
  const values = keywords.map(({ item, i }) => readValue(item, [...path, i], issues));
  const modifiers = parseModifiers([], path, issues);
  if (modifiers === undefined || !values.every((value) => value !== undefined)) return undefined;
  return parseKeywords(values, modifiers, path, issues);
}
