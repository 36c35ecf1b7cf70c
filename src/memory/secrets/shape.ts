import { type ByteSet, byteSet } from './byte-set.js';

/** A text to look for, position by position: which bytes may stand there. */
export type Shape = readonly ByteSet[];

/** By byte: the set of nothing else, made when it is first needed. Shared, so that comparing stays in the nearest cache. */
const single: ByteSet[] = [];

/** The text itself, as UTF-8. */
export function exactly(text: string): Shape {
  return Array.from(new TextEncoder().encode(text), (byte) => {
    single[byte] ??= new Uint8Array(256).fill(1, byte, byte + 1);
    return single[byte];
  });
}

/** The text in upper or lower case or any mix of them (ASCII letters). */
export function anyCase(text: string): Shape {
  return Array.from(text, (letter) => byteSet(letter.toLowerCase() + letter.toUpperCase()));
}

/** Whether the shape stands at `at`; the caller has made sure that it ends before the bytes do. */
export function standsAt(shape: Shape, bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < shape.length; i += 1) if (shape[i]![bytes[at + i]!] === 0) return false;
  return true;
}
