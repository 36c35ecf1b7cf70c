import type { LineTest } from './condition.js';
import { foldCase } from './fold-case.js';
import { compileWildcard } from './match-wildcard.js';
import { foldPattern, type Pattern, plainText } from './pattern.js';

/** A test of a text: of a field's value or of a whole line. Equal keys mean equal tests. */
export type TextTest = LineTest;

/** Whether a text is of any of `patterns`, whole and case-insensitive unless `cased`. */
export function patternTest(patterns: readonly Pattern[], cased: boolean): TextTest {
  const folded = cased ? patterns : patterns.map(foldPattern);
  const byKey = new Map(folded.map((pattern) => [JSON.stringify(pattern), pattern]));
  const keys = [...byKey.keys()].sort();
  const plain = new Set<string>();
  const wild: ((text: string) => boolean)[] = [];
  for (const key of keys) {
    const pattern = byKey.get(key)!;
    const text = plainText(pattern);
    if (text === undefined) wild.push(compileWildcard(pattern));
    else plain.add(text);
  }
  return {
    key: `${cased ? 'cased' : 'text'} ${keys.join(' ')}`,
    test(raw) {
      const text = cased ? raw : foldCase(raw);
      return plain.has(text) || wild.some((matches) => matches(text));
    },
  };
}
