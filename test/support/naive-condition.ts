import { BlockList, isIPv4, isIPv6 } from 'node:net';
import type { PlainEvent } from './conditions.js';

/**
 * Sigma told a second time, straight from the data, as simply and slowly as possible and without a line of
 * src/match: text by regular expressions with backtracking, ranges by node:net, expressions by rewriting text.
 */
export function naiveCondition(data: unknown, event: PlainEvent, line: string): boolean {
  if (Array.isArray(data) || !Object.hasOwn(data as object, 'condition'))
    return naiveSelection(data, event, line);
  const { condition, ...selections } = data as Record<string, unknown>;
  return [condition].flat().some((text) => naiveExpression(String(text), selections, event, line));
}

function naiveExpression(
  text: string,
  selections: Readonly<Record<string, unknown>>,
  event: PlainEvent,
  line: string,
): boolean {
  const names = Object.keys(selections);
  let rest = text
    .replace(/(1|any|all) of (\S+?)(?=[\s()]|$)/g, (_, quantifier: string, pattern: string) => {
      const regex = new RegExp(`^${pattern === 'them' ? '.*' : pattern.replaceAll('*', '.*')}$`);
      const chosen = names.filter((name) => !name.startsWith('_') && regex.test(name));
      return `(${chosen.join(quantifier === 'all' ? ' and ' : ' or ')})`;
    })
    .replace(/[a-z_]+/g, (word) => {
      if (['and', 'or', 'not'].includes(word)) return word;
      return naiveSelection(selections[word], event, line) ? 'T' : 'F';
    });
  const flat = (part: string): boolean =>
    part.split('or').some((alternative) =>
      alternative.split('and').every((factor) => {
        const nots = factor.split('not').length - 1;
        return factor.includes('T') !== (nots % 2 === 1);
      }),
    );
  while (rest.includes('('))
    rest = rest.replace(/\(([^()]*)\)/g, (_, part: string) => (flat(part) ? 'T' : 'F'));
  return flat(rest);
}

function naiveSelection(data: unknown, event: PlainEvent, line: string): boolean {
  if (!Array.isArray(data)) {
    return Object.entries(data as object).every(([key, value]) => naiveField(key, value, event, line));
  }
  return data.some((item) =>
    typeof item === 'string' ? naiveKeyword(item, [], line) : naiveSelection(item, event, line),
  );
}

function naiveField(key: string, value: unknown, event: PlainEvent, line: string): boolean {
  const [name, ...modifiers] = key.split('|');
  if (modifiers.includes('neq')) {
    const positive = [name, ...modifiers.filter((modifier) => modifier !== 'neq')].join('|');
    return !naiveField(positive, value, event, line);
  }
  const found = event[name!];
  if (modifiers.includes('exists')) return (found !== undefined) === value;
  const elements = Array.isArray(found) ? found.flat(9) : [found ?? null];
  if (value === null) return elements.some((element) => element === null);
  const one = (wanted: unknown): boolean => {
    if (name === '') return naiveKeyword(String(wanted), modifiers, line);
    if (modifiers.includes('fieldref')) {
      const others = [event[String(wanted)] ?? null].flat(9);
      return elements.some((a) => others.some((b) => a !== null && b !== null && same(a, b, modifiers)));
    }
    return elements.some((element) => element !== null && compares(wanted, element, modifiers));
  };
  const values = [value].flat();
  return modifiers.includes('all') ? values.every(one) : values.some(one);
}

const textOf = (data: unknown): string => (typeof data === 'object' ? JSON.stringify(data) : String(data));

function same(a: unknown, b: unknown, modifiers: readonly string[]): boolean {
  const plain = textOf(a).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`^${plain}$`, modifiers.includes('cased') ? 'us' : 'ius').test(textOf(b));
}

function naiveKeyword(wanted: string, modifiers: readonly string[], line: string): boolean {
  return compares(wanted, line, [...modifiers, 'contains']);
}

function compares(wanted: unknown, element: unknown, modifiers: readonly string[]): boolean {
  const text = textOf(element);
  const order = modifiers.find((modifier) => ['lt', 'lte', 'gt', 'gte'].includes(modifier));
  const part = modifiers.find((modifier) =>
    ['minute', 'hour', 'day', 'week', 'month', 'year'].includes(modifier),
  );
  if (part !== undefined) {
    const time = naiveTime(element);
    return !Number.isNaN(time) && ordered(naivePart(new Date(time), part), Number(wanted), order);
  }
  if (order !== undefined) return ordered(naiveNumber(element), Number(wanted), order);
  if (modifiers.includes('cidr')) return naiveCidr(String(wanted), text);
  if (modifiers.includes('re')) {
    const flags = ['i', 'm', 's'].filter((flag) => modifiers.includes(flag));
    return new RegExp(String(wanted), `${flags.join('')}u`).test(text);
  }
  const before = modifiers.includes('contains') || modifiers.includes('endswith') ? '.*' : '';
  const after = modifiers.includes('contains') || modifiers.includes('startswith') ? '.*' : '';
  const source = naiveWildcard(String(wanted), modifiers.includes('windash'));
  return new RegExp(`^${before}${source}${after}$`, modifiers.includes('cased') ? 'us' : 'ius').test(text);
}

function naiveWildcard(value: string, windash: boolean): string {
  // Escaped characters first, so that what is left of `*` and `?` are wildcards.
  const tokens = value.match(/\\[*?\\]|./gsu) ?? [];
  const isWord = (token: string | undefined): boolean => token !== undefined && /^\w$/.test(token);
  return tokens
    .map((token, i) => {
      if (token === '*') return '.*';
      if (token === '?') return '.';
      if (windash && '-/–—―'.includes(token) && !isWord(tokens[i - 1]) && isWord(tokens[i + 1]))
        return '[-/–—―]';
      const plain = token.length === 2 && token.startsWith('\\') ? token[1]! : token;
      return plain.replace(/[.*+?^${}()|[\]\\/]/, '\\$&');
    })
    .join('');
}

function ordered(a: number, b: number, order: string | undefined): boolean {
  if (order === 'lt') return a < b;
  if (order === 'lte') return a <= b;
  if (order === 'gt') return a > b;
  return order === 'gte' ? a >= b : a === b;
}

function naiveNumber(element: unknown): number {
  if (typeof element === 'number' || typeof element === 'boolean') return Number(element);
  return typeof element === 'string' && /^[+-]?(\d+\.?\d*|\.\d+)$/.test(element)
    ? Number(element)
    : Number.NaN;
}

function naiveCidr(range: string, text: string): boolean {
  const [network, prefix] = range.split('/');
  const list = new BlockList();
  list.addSubnet(network!, Number(prefix), isIPv4(network!) ? 'ipv4' : 'ipv6');
  if (isIPv4(text)) return isIPv4(network!) && list.check(text, 'ipv4');
  return isIPv6(text) && list.check(text, 'ipv6');
}

function naivePart(date: Date, part: string): number {
  if (part === 'minute') return date.getUTCMinutes();
  if (part === 'hour') return date.getUTCHours();
  if (part === 'day') return date.getUTCDate();
  if (part === 'month') return date.getUTCMonth() + 1;
  return part === 'year' ? date.getUTCFullYear() : naiveWeek(date);
}

function naiveTime(element: unknown): number {
  const seconds = typeof element === 'boolean' ? Number.NaN : naiveNumber(element);
  if (!Number.isNaN(seconds)) return seconds * 1000;
  // Date.parse reads nearly anything as a date.
  return /^\d{4}-\d\d-\d\dT/.test(textOf(element)) ? Date.parse(textOf(element)) : Number.NaN;
}

/** The Thursday of the date's week, counted among the Thursdays of its year. */
function naiveWeek(date: Date): number {
  const day = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()));
  while (day.getUTCDay() !== 1) day.setUTCDate(day.getUTCDate() - 1);
  day.setUTCDate(day.getUTCDate() + 3);
  let thursdays = 0;
  for (
    const at = new Date(Date.UTC(day.getUTCFullYear(), 0, 1));
    at <= day;
    at.setUTCDate(at.getUTCDate() + 1)
  ) {
    if (at.getUTCDay() === 4) thursdays += 1;
  }
  return thursdays;
}
