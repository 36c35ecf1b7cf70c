import type { IssuePath, Issues } from '../config/issue.js';
import { nearestWord } from '../config/nearest-word.js';
import { anyOf } from './combine.js';
import type { Condition } from './condition.js';
import { type ParsedExpression, parseExpression, type Selections } from './parse-expression.js';
import { isMap, parseSelection } from './parse-selection.js';

/**
 * Compiles a condition as exporter.yml and presets have it, in Sigma's detection language (specification 2.1):
 *
 *  - a map of `field|modifiers: values`: all of them;
 *  - a list of such maps: one of them; texts in the list are keywords, searched in the whole line;
 *  - a map with the key `condition`: named selections, each a map or a list as above, and an expression over them
 *    (or a list of expressions, of which one is enough).
 *
 * Undefined when `data` is not a condition; every problem is then in `issues`, with `path` in front. Never throws.
 * What holds of absent, null, empty and array values: see `parseField`.
 */
export function parseCondition(data: unknown, path: IssuePath, issues: Issues): Condition | undefined {
  if (isMap(data) && Object.hasOwn(data, 'condition')) return parseDetection(data, path, issues);
  return parseSelection(data, path, issues);
}

function parseDetection(
  data: Readonly<Record<string, unknown>>,
  path: IssuePath,
  issues: Issues,
): Condition | undefined {
  const byName = new Map<string, Condition>();
  let broken = false;
  for (const [name, selection] of Object.entries(data)) {
    if (name === 'condition') continue;
    if (isTimeframe(name, selection, path, issues)) {
      broken = true;
      continue;
    }
    const condition = parseSelection(selection, [...path, name], issues);
    broken ||= condition === undefined;
    // A stand-in, so that the expression can be read in any case and its problems be told too.
    byName.set(name, condition ?? { op: 'const', value: false });
  }
  const selections: Selections = { byName, used: new Set(), suggested: new Set() };
  const expressions = parseExpressions(data['condition'], selections, [...path, 'condition'], issues);
  const seen = expressions.every(({ condition }) => condition !== undefined);
  const unused = seen && reportUnused(selections, path, issues);
  if (!seen || broken || unused || expressions.some(({ problems }) => problems.length > 0)) return undefined;
  return anyOf(expressions.map(({ condition }) => condition!));
}

function isTimeframe(name: string, selection: unknown, path: IssuePath, issues: Issues): boolean {
  if (name !== 'timeframe' || typeof selection === 'object') return false;
  const message = 'cannot use "timeframe": aggregations are no longer part of Sigma; use a range in PromQL';
  issues.add([...path, name], message, { atKey: true });
  return true;
}

function parseExpressions(
  data: unknown,
  selections: Selections,
  path: IssuePath,
  issues: Issues,
): readonly ParsedExpression[] {
  const texts: readonly unknown[] = Array.isArray(data) && data.length > 0 ? data : [data];
  return texts.map((text, i) => {
    const expression =
      typeof text === 'string'
        ? parseExpression(text, selections)
        : { condition: undefined, problems: ['expected a condition such as "selection and not filter"'] };
    const place = texts === data ? [...path, i] : path;
    for (const problem of expression.problems) issues.add(place, problem);
    return expression;
  });
}

/**
 * A selection that no condition names is most likely misspelt, there or here. Names with `_` in front are exempt,
 * and those that were already offered for a name that is not there.
 */
function reportUnused({ byName, used, suggested }: Selections, path: IssuePath, issues: Issues): boolean {
  const unused = [...byName.keys()].filter(
    (name) => !name.startsWith('_') && !used.has(name) && !suggested.has(name),
  );
  for (const name of unused) {
    const near = nearestWord(name, [...used]);
    const advice = near === undefined ? 'use it, or remove it' : `did you mean "${near}"?`;
    issues.add([...path, name], `selection "${name}" is used by no condition; ${advice}`, { atKey: true });
  }
  return unused.length > 0;
}
