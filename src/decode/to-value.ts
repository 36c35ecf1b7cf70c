import type { Value } from './value.js';

/** A number as JSON and people write it: no blanks, no hexadecimal, no empty string. */
const numeric = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * The Value of plain JSON data. Arrays are flattened, nested ones too; a `null` in an array stays an element and
 * stands in the joined text as an empty string (`[1, null, 2]` is `1,,2`). `undefined`, which JSON does not have,
 * is taken as null.
 */
export function toValue(data: unknown): Value {
  if (data === null || data === undefined) return { kind: 'null', text: '', number: Number.NaN };
  if (typeof data === 'boolean') return { kind: 'boolean', text: String(data), number: data ? 1 : 0 };
  if (typeof data === 'number') return { kind: 'number', text: String(data), number: data };
  if (Array.isArray(data)) {
    const elements = data.flat(Number.POSITIVE_INFINITY).map(toValue);
    const text = elements.map((element) => element.text).join(',');
    return { kind: 'array', text, number: Number.NaN, elements };
  }
  if (typeof data === 'object') return { kind: 'object', text: JSON.stringify(data), number: Number.NaN };
  const text = String(data);
  return { kind: 'string', text, number: numberOfText(text) };
}

/** The number that a text stands for, else NaN: `" 12 "`, `"0x1f"` and `""` are no numbers. */
export function numberOfText(text: string): number {
  return numeric.test(text) ? Number(text) : Number.NaN;
}
