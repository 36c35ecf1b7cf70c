import { type ByteSet, byteSet } from './byte-set.js';

export interface ReadClass {
  /** Undefined: it may be more than one byte, or nearly anything. */
  readonly set: ByteSet | undefined;
  readonly end: number;
}

export interface ReadEscape extends ReadClass {
  /** The one letter that it stands for. */
  readonly letter: string | undefined;
}

const perlClasses: Readonly<Record<string, ByteSet>> = {
  d: byteSet('0-9'),
  w: byteSet('0-9A-Za-z_'),
  s: byteSet('\t\f\r '),
};
const letters: Readonly<Record<string, string>> = { t: '\t', f: '\f', r: '\r', n: '\n', v: '\v', a: '\x07' };

/** A backslash and what follows, at `at`; undefined when it is not understood. */
export function readEscape(text: string, at: number): ReadEscape | undefined {
  const next = text[at + 1];
  if (next === undefined) return undefined;
  const end = at + 2;
  if (/[DWS]/.test(next)) return { letter: undefined, set: undefined, end };
  const set = perlClasses[next];
  if (set !== undefined) return { letter: undefined, set, end };
  const letter = letters[next] ?? (/[!-/:-@[-`{-~]/.test(next) ? next : undefined);
  if (letter !== undefined) return { letter, set: undefined, end };
  const hex = /^\\x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/.exec(text.slice(at, at + 12));
  if (hex === null) return undefined;
  const code = Number.parseInt(hex[1] ?? hex[2]!, 16);
  if (code > 0x10ffff) return undefined;
  return { letter: String.fromCodePoint(code), set: undefined, end: at + hex[0].length };
}

/** A class in brackets, at `at`; undefined when it is not understood. */
export function readClass(text: string, at: number, folds: boolean): ReadClass | undefined {
  let p = at + 1;
  const isNegated = text[p] === '^';
  if (isNegated) p += 1;
  const set = new Uint8Array(256);
  let isKnown = !isNegated;
  for (let first = true; first || text[p] !== ']'; first = false) {
    if (text.startsWith('[:', p)) return undefined;
    const from = readMember(text, p);
    if (from === undefined) return undefined;
    p = from.end;
    let to: ReadEscape | undefined = from;
    if (text[p] === '-' && text[p + 1] !== ']') {
      to = readMember(text, p + 1);
      if (to?.letter === undefined || from.letter === undefined) return undefined;
      p = to.end;
    }
    isKnown &&= addMembers(set, from, to);
  }
  if (folds) addOtherCase(set);
  return { set: isKnown ? set : undefined, end: p + 1 };
}

function readMember(text: string, at: number): ReadEscape | undefined {
  if (at >= text.length) return undefined;
  if (text[at] === '\\') return readEscape(text, at);
  const letter = String.fromCodePoint(text.codePointAt(at)!);
  return { letter, set: undefined, end: at + letter.length };
}

/** False when there are members of more than one byte. */
function addMembers(set: ByteSet, from: ReadEscape, to: ReadEscape): boolean {
  if (from.letter === undefined || to.letter === undefined) {
    if (from.set === undefined) return false;
    for (const [byte, member] of from.set.entries()) set[byte]! |= member;
    return true;
  }
  const last = to.letter.codePointAt(0)!;
  if (last > 0x7f) return false;
  for (let code = from.letter.codePointAt(0)!; code <= last; code += 1) set[code] = 1;
  return true;
}

function addOtherCase(set: ByteSet): void {
  for (let upper = 0x41; upper <= 0x5a; upper += 1) {
    const either = set[upper]! | set[upper + 0x20]!;
    set[upper] = either;
    set[upper + 0x20] = either;
  }
}
