import { type ByteSet, byteSet } from './byte-set.js';

/** A text to look for, position by position: which bytes may stand there. */
export type Shape = readonly ByteSet[];

/** The text itself, as UTF-8. */
export function exactly(text: string): Shape {
  return Array.from(new TextEncoder().encode(text), (byte) => {
    const set = new Uint8Array(256);
    set[byte] = 1;
    return set;
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
