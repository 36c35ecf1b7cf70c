import type { Pattern, PatternPart } from './pattern.js';

/** What the search uses of a string. */
export type SearchedText = Pick<string, 'length' | 'startsWith' | 'endsWith' | 'indexOf'>;

/**
 * Makes the test whether a whole text is of `pattern`. Both must be folded (or both not). A `?` is one code point:
 * half a surrogate pair is no character.
 *
 * The text is chosen by an attacker, so there is no backtracking: the first piece is fixed at the start, the last
 * at the end, and every piece between two `*` is taken at the first place where it fits behind the one before it.
 * A later place can't do better. Time: at most the length of the text times that of the longest piece.
 */
export function compileWildcard(pattern: Pattern): (text: string) => boolean {
  const pieces = splitAtMany(pattern);
  if (pieces.every((piece) => piece.every((part) => typeof part === 'string'))) {
    const texts = pieces.map((piece) => piece.join(''));
    return (text) => matchTexts(texts, text);
  }
  const points = pieces.map(toPoints);
  return (text) => matchPoints(points, codePoints(text));
}

/** Whether `text` is `pieces` with anything between each two of them. */
export function matchTexts(pieces: readonly string[], text: SearchedText): boolean {
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
  if (pieces.length === 1) return text.length === first.length && text.startsWith(first);
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let at = first.length;
  for (let i = 1; i < pieces.length - 1; i += 1) {
    const piece = pieces[i]!;
    const found = text.indexOf(piece, at);
    if (found === -1 || found + piece.length > end) return false;
    at = found + piece.length;
  }
  return true;
}

/** A code point, or one of these in a piece of a pattern. */
const ANY_POINT = -1;
const DASH_POINT = -2;

/** The same over code points, where a piece may hold `?` and dashes. */
export function matchPoints(pieces: readonly (readonly number[])[], text: ArrayLike<number>): boolean {
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
  if (pieces.length === 1) return text.length === first.length && fits(first, text, 0);
  const end = text.length - last.length;
  if (end < first.length || !fits(first, text, 0) || !fits(last, text, end)) return false;
  let at = first.length;
  for (let i = 1; i < pieces.length - 1; i += 1) {
    const piece = pieces[i]!;
    while (at + piece.length <= end && !fits(piece, text, at)) at += 1;
    at += piece.length;
    if (at > end) return false;
  }
  return true;
}

function fits(piece: readonly number[], text: ArrayLike<number>, at: number): boolean {
  for (let i = 0; i < piece.length; i += 1) {
    const wanted = piece[i]!;
    if (wanted === ANY_POINT) continue;
    const found = text[at + i]!;
    if (wanted === DASH_POINT ? !dashPoints.has(found) : wanted !== found) return false;
  }
  return true;
}

/** Characters that Windows programs take for the start of a flag: `-`, `/`, en dash, em dash, horizontal bar. */
export const dashes = ['-', '/', '\u2013', '\u2014', '\u2015'] as const;
const dashPoints: ReadonlySet<number> = new Set(dashes.map((dash) => dash.codePointAt(0)!));

function splitAtMany(pattern: Pattern): PatternPart[][] {
  const pieces: PatternPart[][] = [[]];
  for (const part of pattern) {
    if (typeof part !== 'string' && part.wild === '*') pieces.push([]);
    else pieces.at(-1)!.push(part);
  }
  return pieces;
}

function toPoints(piece: readonly PatternPart[]): number[] {
  return piece.flatMap((part) => {
    if (typeof part === 'string') return [...codePoints(part)];
    return [part.wild === '-' ? DASH_POINT : ANY_POINT];
  });
}

function codePoints(text: string): Uint32Array {
  const points = new Uint32Array(text.length);
  let count = 0;
  for (let i = 0; i < text.length; i += 1) {
    const point = text.codePointAt(i)!;
    if (point > 0xffff) i += 1;
    points[count] = point;
    count += 1;
  }
  return points.subarray(0, count);
}
