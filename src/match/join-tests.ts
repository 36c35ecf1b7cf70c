import type { ValueTest } from './condition.js';
import type { TextTest } from './text-test.js';

/** Any, or all, of `tests` of one text. */
export function joinTextTests(tests: readonly TextTest[], all: boolean): TextTest {
  const [first, ...others] = withoutRepetition(tests);
  if (first !== undefined && others.length === 0) return first;
  const parts = [first!, ...others];
  return {
    key: joinedKey(parts, all),
    test: (text) => (all ? parts.every((part) => part.test(text)) : parts.some((part) => part.test(text))),
  };
}

/**
 * Any, or all, of `tests` of one field. `tests` look at single values; of an array, each test is met when it is
 * met by any element, and with `all` every test may be met by another one. An empty array meets none of them.
 */
export function joinValueTests(tests: readonly ValueTest[], all: boolean): ValueTest {
  const parts = withoutRepetition(tests);
  return {
    key: parts.length === 1 ? parts[0]!.key : joinedKey(parts, all),
    test(value) {
      const elements = value?.elements;
      const met = (part: ValueTest): boolean =>
        elements === undefined ? part.test(value) : elements.some((element) => part.test(element));
      return all ? parts.every(met) : parts.some(met);
    },
  };
}

/** A test of the text of one value. Null has no text, not even an empty one. */
export function onText(test: TextTest): ValueTest {
  return {
    key: test.key,
    test: (value) => value !== undefined && value.kind !== 'null' && test.test(value.text),
  };
}

function withoutRepetition<T extends { readonly key: string }>(tests: readonly T[]): T[] {
  return [...new Map(tests.map((test) => [test.key, test])).values()];
}

function joinedKey(tests: readonly { readonly key: string }[], all: boolean): string {
  return `${all ? 'all' : 'any'} ${JSON.stringify(tests.map((test) => test.key).sort())}`;
}
