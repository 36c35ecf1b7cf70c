import type { Value } from '../decode/value.js';
import type { PairTest, ValueTest } from './condition.js';
import { foldCase } from './fold-case.js';
import type { NumberOrder } from './modifiers.js';
import { timeOfValue } from './time-of-value.js';
import { type TimePart, timePart } from './time-part.js';

/** `field: null`: the field is not there or is null. */
export const nullTest: ValueTest = {
  key: 'null',
  test: (value) => value === undefined || value.kind === 'null',
};

/** `exists`: the field is there, whatever its value, be it null or an empty array. Not by elements. */
export const existsTest: ValueTest = {
  key: 'exists',
  presence: true,
  test: (value) => value !== undefined,
};

const orders: Readonly<Record<NumberOrder | 'eq', (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  eq: (a, b) => a === b,
};

/** `lt`, `lte`, `gt`, `gte`: not met by what is no number. */
export function numberTest(order: NumberOrder, limit: number): ValueTest {
  const holds = orders[order];
  return {
    key: `${order} ${limit}`,
    test: (value) => value !== undefined && value.kind !== 'null' && holds(value.number, limit),
  };
}

/** A part of a time, in UTC, compared with a number: not met by what is no time. */
export function timePartTest(part: TimePart, order: NumberOrder | undefined, limit: number): ValueTest {
  const holds = orders[order ?? 'eq'];
  return {
    key: `${part} ${order ?? 'eq'} ${limit}`,
    test(value) {
      if (value === undefined || value.kind === 'null') return false;
      const time = timeOfValue(value);
      return !Number.isNaN(time) && holds(timePart(time, part), limit);
    },
  };
}

/**
 * `fieldref`: the text of one field equals that of another; not met when either is absent or null. Of arrays, any
 * element of the one equals any of the other. Found by a set, so that two long arrays do not cost their product.
 */
export function sameTextTest(cased: boolean): PairTest {
  const fold = cased ? (text: string): string => text : foldCase;
  return {
    key: cased ? 'same cased' : 'same',
    test(left, right) {
      const texts = new Set(textsOf(left).map(fold));
      return textsOf(right).some((text) => texts.has(fold(text)));
    },
  };
}

function textsOf(value: Value | undefined): string[] {
  if (value === undefined) return [];
  return (value.elements ?? [value]).filter((one) => one.kind !== 'null').map((one) => one.text);
}
