import { parseFieldPath } from '../config/field-path.js';
import type { IssuePath, Issues } from '../config/issue.js';
import { allOf, anyOf, not } from './combine.js';
import type { Condition } from './condition.js';
import { joinValueTests } from './join-tests.js';
import type { Modifiers } from './modifiers.js';
import { parseKeywords } from './parse-keywords.js';
import { parseModifiers } from './parse-modifiers.js';
import { parseValueTests } from './parse-values.js';
import { type RuleValue, readValues } from './read-values.js';
import { existsTest, nullTest, sameTextTest } from './special-tests.js';
import { splitKey } from './split-key.js';
import { plainValue } from './text-values.js';

/**
 * Compiles one entry of a map: `field|modifiers: value or list of values`. `path` ends with the key. Undefined
 * when issues were added.
 *
 * Values of a list are joined by OR, with `all` by AND. What holds of special fields:
 *
 *     field is           absent  null   ''     []     [a, null]        {…}, [{…}]
 *     field: null        yes     yes    no     no     yes              no
 *     field: ''          no      no     yes    no     no               no
 *     field: '*'         no      no     yes    no     yes, by a        yes, by its JSON text
 *     field: a           no      no     no     no     yes              by its JSON text
 *     field|exists: true no      yes    yes    yes    yes              yes
 *     field|neq: a       yes     yes    yes    yes    no               by its JSON text
 *
 * A condition on an array holds when it holds for any element; `neq` is the negation of the whole, so it holds
 * when no element is equal, and for a field that is not there; so does `exists: false` only for the latter.
 */
export function parseField(
  key: string,
  data: unknown,
  path: IssuePath,
  issues: Issues,
): Condition | undefined {
  const { field, modifiers: words } = splitKey(key);
  const modifiers = parseModifiers(words, path, issues);
  const values = readValues(data, path, issues);
  if (modifiers === undefined || values === undefined) return undefined;
  if (modifiers.all && values.length < 2) {
    issues.add(path, 'modifier "all" needs a list of at least two values', { atKey: true });
    return undefined;
  }
  const condition =
    field === '' && words.length > 0
      ? parseKeywords(values, modifiers, path, issues)
      : parseNamedField(field, values, modifiers, path, issues);
  return condition !== undefined && modifiers.neq ? not(condition) : condition;
}

function parseNamedField(
  name: string,
  values: readonly RuleValue[],
  modifiers: Modifiers,
  path: IssuePath,
  issues: Issues,
): Condition | undefined {
  const field = parseFieldPath(name)?.text;
  if (field === undefined) {
    issues.add(path, `cannot read field "${name}"; expected names joined by dots, such as request.path`, {
      atKey: true,
    });
    return undefined;
  }
  if (values[0]!.data === null) return parseNull(field, modifiers, values[0]!, issues);
  if (modifiers.comparison === 'exists') return parseExists(field, values, path, issues);
  if (modifiers.comparison === 'fieldref') return parseFieldRef(field, values, modifiers, issues);
  const tests = parseValueTests(values, modifiers, issues);
  if (tests === undefined) return undefined;
  return { op: 'field', field, test: joinValueTests(tests, modifiers.all) };
}

function parseNull(
  field: string,
  modifiers: Modifiers,
  { path }: RuleValue,
  issues: Issues,
): Condition | undefined {
  const { comparison, anchor, cased, windash, encoding, base64 } = modifiers;
  if (comparison !== 'text' || anchor !== 'equals' || cased || windash || encoding || base64) {
    issues.add(path, 'null goes with no modifier but "neq"');
    return undefined;
  }
  return { op: 'field', field, test: joinValueTests([nullTest], false) };
}

function parseExists(
  field: string,
  values: readonly RuleValue[],
  path: IssuePath,
  issues: Issues,
): Condition | undefined {
  const [value, second] = values;
  if (typeof value?.data !== 'boolean' || second !== undefined) {
    issues.add(path, `modifier "exists" needs true or false; found ${JSON.stringify(String(value?.data))}`);
    return undefined;
  }
  const there: Condition = { op: 'field', field, test: existsTest };
  return value.data ? there : not(there);
}

function parseFieldRef(
  field: string,
  values: readonly RuleValue[],
  modifiers: Modifiers,
  issues: Issues,
): Condition | undefined {
  const pairs = values.map(({ data, path }): Condition | undefined => {
    const plain = plainValue(String(data));
    const other = typeof plain === 'string' ? parseFieldPath(splitKey(plain).field)?.text : undefined;
    if (other !== undefined)
      return { op: 'fields', fields: [field, other], test: sameTextTest(modifiers.cased) };
    issues.add(path, typeof plain === 'string' ? `cannot read field "${plain}"` : plain.problem);
    return undefined;
  });
  if (!pairs.every((pair) => pair !== undefined)) return undefined;
  return modifiers.all ? allOf(pairs) : anyOf(pairs);
}
