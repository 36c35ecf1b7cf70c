import type { FieldPath } from '../../src/config/field-path.js';
import type { Value } from '../../src/decode/value.js';

/** A value as a cell shows it; `kind` is not told of array elements, where a long number may come as a string. */
export interface PlainValue {
  readonly kind: Value['kind'];
  readonly text: string;
  readonly number: number;
  readonly elements?: readonly Pick<PlainValue, 'text' | 'number'>[];
}

/** Stands before the digits of a number, so that JSON.parse does not round them. */
const MARK = '\ue000';
const tokens = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** JSON.parse whose numbers are MARK and their digits as strings. Undefined when the text is not JSON. */
export function parseMarked(text: string): unknown {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return JSON.parse(text.replace(tokens, (token) => (token.startsWith('"') ? token : `"${MARK}${token}"`)));
}

/** What the cell of `path` must hold for the object that `parseMarked` gave. */
export function referenceCell(data: unknown, path: FieldPath): PlainValue | undefined {
  const { values, list } = find(data, path.segments);
  if (values.length === 0) return undefined;
  return plain(list ? values : values[0]);
}

/** What a raw column must hold: texts, numbers and booleans as they stand; nothing found in arrays. */
export function referenceRaw(data: unknown, path: FieldPath): string | undefined {
  const { values, list } = find(data, path.segments);
  const [value] = values;
  if (list || value === null || typeof value === 'object' || value === undefined) return undefined;
  return String(value).replace(MARK, '');
}

function find(data: unknown, path: readonly string[]): { values: unknown[]; list: boolean } {
  if (Array.isArray(data))
    return { values: data.flatMap((element) => find(element, path).values), list: true };
  if (typeof data !== 'object' || data === null) return { values: [], list: false };
  const members = new Map(Object.entries(data));
  const literal = path.join('.');
  if (members.has(literal)) return { values: [members.get(literal)], list: false };
  return path.length === 1 ? { values: [], list: false } : find(members.get(path[0]!), path.slice(1));
}

function plain(data: unknown): PlainValue {
  if (data === null) return { kind: 'null', text: '', number: Number.NaN };
  if (typeof data === 'boolean') return { kind: 'boolean', text: `${data}`, number: data ? 1 : 0 };
  if (typeof data === 'string' && data.startsWith(MARK)) return plainNumber(data.slice(1));
  if (typeof data === 'string') return { kind: 'string', text: data, number: numberIn(data) };
  if (!Array.isArray(data))
    return { kind: 'object', text: JSON.stringify(unmarked(data)), number: Number.NaN };
  const elements = flat(data).map((element) => {
    const { text, number } = plain(element);
    return { text, number };
  });
  return { kind: 'array', text: elements.map(({ text }) => text).join(','), number: Number.NaN, elements };
}

function plainNumber(digits: string): PlainValue {
  const number = withoutSign(Number(digits));
  const keepsDigits = /^-?\d+$/.test(digits) || !Number.isFinite(number);
  return { kind: 'number', text: keepsDigits ? digits : String(number), number };
}

function numberIn(text: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text) ? withoutSign(Number(text)) : Number.NaN;
}

/** The one zero: that of `-0.0` has no sign in the text of an array, and no condition sees a difference. */
function withoutSign(number: number): number {
  return number === 0 ? 0 : number;
}

function flat(list: readonly unknown[]): unknown[] {
  return list.flatMap((element) => (Array.isArray(element) ? flat(element) : [element]));
}

/** The data back with numbers; those that a double would change are strings of their digits. */
function unmarked(data: unknown): unknown {
  if (typeof data === 'string' && data.startsWith(MARK)) {
    const { text, number } = plainNumber(data.slice(1));
    return String(number) === text && Number.isFinite(number) ? number : text;
  }
  if (Array.isArray(data)) return data.map(unmarked);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, unmarked(value)]));
}

/** A cell of a batch, in the form of `referenceCell`. */
export function plainOf(value: Value | undefined): PlainValue | undefined {
  if (value === undefined) return undefined;
  const { kind, text, number, elements } = value;
  if (elements === undefined) return { kind, text, number: withoutSign(number) };
  return {
    kind,
    text,
    number,
    elements: elements.map((element) => ({ text: element.text, number: withoutSign(element.number) })),
  };
}
