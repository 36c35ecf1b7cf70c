import { CellKind } from './dictionary.js';
import { toValue } from './to-value.js';
import type { Value } from './value.js';

// A BOM inside a string is part of the string.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const integer = /^-?\d+$/;

/** The strings and numbers of a JSON text; a string is matched to be passed over. */
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Decodes the bytes of one cell, checked by json-scan before; used by the source's dictionary at the first sight of a
 * value. Invalid UTF-8 becomes U+FFFD, as when the whole line is decoded.
 */
export function readJsonValue(bytes: Uint8Array, kind: number): Value {
  const text = decoder.decode(bytes);
  if (kind === CellKind.string) return toValue(text);
  if (kind === CellKind.escaped) return toValue(JSON.parse(`"${text}"`));
  if (kind === CellKind.scalar) return readScalar(text);
  return readContainer(text);
}

function readScalar(text: string): Value {
  const number = Number(text);
  // An integer keeps the digits of the log: above 2^53 they are more than the double has.
  if (integer.test(text) || Math.abs(number) === Number.POSITIVE_INFINITY)
    return { kind: 'number', text, number };
  return toValue(JSON.parse(text));
}

function readContainer(text: string): Value {
  try {
    return toValue(parseExactly(text));
  } catch {
    // Nested deeper than the stack allows: still a value, known by its text.
    return { kind: 'object', text, number: Number.NaN };
  }
}

/** JSON.parse that keeps, as strings, the digits of integers above 2^53 and of numbers above all doubles. */
export function parseExactly(text: string): unknown {
  return JSON.parse(text.replace(tokens, (token) => (losesDigits(token) ? `"${token}"` : token)));
}

function losesDigits(token: string): boolean {
  if (token.startsWith('"')) return false;
  const number = Number(token);
  return integer.test(token) ? String(number) !== token : !Number.isFinite(number);
}
