import type { Issues } from '../config/issue.js';
import type { ValueTest } from './condition.js';
import { onText } from './join-tests.js';
import type { Modifiers } from './modifiers.js';
import type { RuleValue } from './read-values.js';
import { numberTest, timePartTest } from './special-tests.js';
import { patternTest, type TextTest } from './text-test.js';
import { cidrOf, type Problem, patternsOf, regexOf } from './text-values.js';
import { timePartRanges } from './time-part.js';

/** The tests that `values` stand for, each looking at one single value of a field; undefined with issues. */
export function parseValueTests(
  values: readonly RuleValue[],
  modifiers: Modifiers,
  issues: Issues,
): readonly ValueTest[] | undefined {
  if (modifiers.comparison === 'number' || modifiers.comparison === 'time') {
    return eachValue(values, issues, (value) => numericTest(value, modifiers));
  }
  return parseTextTests(values, modifiers, issues)?.map(onText);
}

/** The same for comparisons of text. Without `all`, patterns become one test, so that a text is folded once. */
export function parseTextTests(
  values: readonly RuleValue[],
  modifiers: Modifiers,
  issues: Issues,
): readonly TextTest[] | undefined {
  const read = (value: string): TextTest | Problem =>
    modifiers.comparison === 're' ? regexOf(value, modifiers) : cidrOf(value);
  if (modifiers.comparison !== 'text') return eachValue(values, issues, ({ data }) => read(String(data)));
  const patterns = eachValue(values, issues, ({ data }) => patternsOf(String(data), modifiers));
  if (patterns === undefined) return undefined;
  const groups = modifiers.all ? patterns : [patterns.flat()];
  return groups.map((group) => patternTest(group, modifiers.cased));
}

function numericTest({ data }: RuleValue, { timePart, order }: Modifiers): ValueTest | Problem {
  const number = numberOf(data);
  if (Number.isNaN(number)) return { problem: `expected a number; found ${JSON.stringify(String(data))}` };
  if (timePart === undefined) return numberTest(order!, number);
  const [least, greatest] = timePartRanges[timePart];
  if (!Number.isInteger(number) || number < least || number > greatest) {
    return { problem: `expected a ${timePart} from ${least} to ${greatest}; found ${number}` };
  }
  return timePartTest(timePart, order, number);
}

const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The number that a value stands for, also when it is in quotes; else NaN. */
function numberOf(data: RuleValue['data']): number {
  if (typeof data === 'number') return data;
  return typeof data !== 'boolean' && numeric.test(String(data)) ? Number(data) : Number.NaN;
}

function eachValue<T extends object>(
  values: readonly RuleValue[],
  issues: Issues,
  read: (value: RuleValue) => T | Problem,
): readonly T[] | undefined {
  const results = values.map((value) => {
    const result = read(value);
    if (!('problem' in result)) return result;
    issues.add(value.path, result.problem);
    return undefined;
  });
  return results.every((result) => result !== undefined) ? (results as T[]) : undefined;
}
