import type { ByteSet } from './byte-set.js';
import { readClass, readEscape } from './regex-class.js';
import { exactly } from './shape.js';

/** What an alternative consists of, as far as it says which text must be there. */
export type Part =
  /** One byte of the set. */
  | { readonly kind: 'bytes'; readonly set: ByteSet }
  /** One of these, once or more. */
  | { readonly kind: 'group'; readonly alternatives: readonly Sequence[] }
  /** No text: `^`, `\b`. */
  | { readonly kind: 'nothing' }
  /** Any text. */
  | { readonly kind: 'any' };

export type Sequence = readonly Part[];

const MOST_REPEATS = 8;
const DEEPEST = 50;
const ANY: Part = { kind: 'any' };
const NOTHING: Part = { kind: 'nothing' };

/** Alternatives of a regular expression in RE2's syntax; undefined when it has something that is not understood. */
export function parseParts(source: string): readonly Sequence[] | undefined {
  const reader = new PartReader(source);
  const alternatives = reader.alternatives(false, 0);
  return alternatives === undefined || !reader.atEnd ? undefined : alternatives;
}

class PartReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at === this.#text.length;
  }

  /** Up to the end or a closing parenthesis; flags that are set on the way hold until there. */
  alternatives(foldsOutside: boolean, depth: number): Sequence[] | undefined {
    let folds = foldsOutside;
    let sequence: Part[] = [];
    const all: Sequence[] = [];
    while (!this.atEnd && this.#text[this.#at] !== ')') {
      if (this.#take('|')) {
        all.push(sequence);
        sequence = [];
        continue;
      }
      const flags = this.#flags(folds);
      if (flags !== undefined) {
        folds = flags;
        continue;
      }
      const atom = this.#atom(folds, depth);
      const parts = atom === undefined ? undefined : this.#repeated(atom);
      if (parts === undefined) return undefined;
      sequence.push(...parts);
    }
    return [...all, sequence];
  }

  #take(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }

  /** `(?i)` and the like: whether letters stand for both cases from here on. */
  #flags(folds: boolean): boolean | undefined {
    const match = this.#match(/\(\?([imsU]*)(?:-([imsU]+))?\)/y);
    return match === undefined ? undefined : foldsAfter(folds, match);
  }

  #atom(folds: boolean, depth: number): readonly Part[] | undefined {
    const rest = this.#text[this.#at]!;
    if (rest === '(') return this.#group(folds, depth);
    if (rest === '[') return this.#class(folds);
    if (rest === '\\') return this.#escape(folds);
    const letter = String.fromCodePoint(this.#text.codePointAt(this.#at)!);
    this.#at += letter.length;
    if (letter === '.') return [ANY];
    if (letter === '^' || letter === '$') return [NOTHING];
    if ('*+?{'.includes(letter)) return undefined;
    return letterParts(letter, folds);
  }

  #group(folds: boolean, depth: number): readonly Part[] | undefined {
    const head = this.#match(/\((?:\?(?:P?<[A-Za-z_]\w*>|([imsU]*)(?:-([imsU]+))?:))?(?!\?)/y);
    if (head === undefined || depth === DEEPEST) return undefined;
    const alternatives = this.alternatives(foldsAfter(folds, head), depth + 1);
    return alternatives === undefined || !this.#take(')') ? undefined : [{ kind: 'group', alternatives }];
  }

  #class(folds: boolean): readonly Part[] | undefined {
    const read = readClass(this.#text, this.#at, folds);
    if (read === undefined) return undefined;
    this.#at = read.end;
    return [read.set === undefined ? ANY : { kind: 'bytes', set: read.set }];
  }

  #escape(folds: boolean): readonly Part[] | undefined {
    if (this.#match(/\\[AzbB]/y) !== undefined) return [NOTHING];
    const read = readEscape(this.#text, this.#at);
    if (read === undefined) return undefined;
    this.#at = read.end;
    if (read.letter !== undefined) return letterParts(read.letter, folds);
    return [read.set === undefined ? ANY : { kind: 'bytes', set: read.set }];
  }

  /** The atom as often as its repetition makes sure of. */
  #repeated(atom: readonly Part[]): readonly Part[] | undefined {
    const match = this.#match(/(?:([*+?])|\{(\d+)(,(\d*))?\})\??/y);
    if (match === undefined) return atom;
    // A second repetition, as in `a{2}{3}`, is one of the first.
    if (this.#match(/[*+?]|\{\d/y) !== undefined) return undefined;
    const [, sign, least, open, most] = match;
    const times = sign === undefined ? Number(least) : sign === '+' ? 1 : 0;
    if (times === 0) return [ANY];
    const isExact = open === undefined ? sign === undefined : most !== '' && Number(most) === times;
    // What a group requires it requires once: groups in groups must not multiply.
    const kept = atom[0]?.kind === 'group' ? 1 : Math.min(times, MOST_REPEATS);
    const parts = Array.from({ length: kept }, () => atom).flat();
    if (isExact && times === kept) return parts;
    // Of more than are told here the last one stands before what follows.
    return atom[0]?.kind === 'group' ? [...parts, ANY] : [...parts, ANY, ...atom];
  }
}

/** The bytes of a letter; with `folds` those of both cases (but not the Kelvin sign for a k or the long s). */
function letterParts(letter: string, folds: boolean): readonly Part[] {
  const bytes = exactly(letter);
  // U+FFFD is also what a byte that is no UTF-8 is read as.
  if (letter === '\ufffd' || (folds && bytes.length > 1)) return [ANY];
  if (!folds) return bytes.map((set) => ({ kind: 'bytes', set }));
  return [{ kind: 'bytes', set: foldedByte(letter) }];
}

function foldedByte(letter: string): ByteSet {
  const set = new Uint8Array(256);
  for (const one of [letter.toLowerCase(), letter.toUpperCase()]) set[one.charCodeAt(0)] = 1;
  return set;
}

function foldsAfter(before: boolean, match: RegExpExecArray): boolean {
  if (match[2]?.includes('i')) return false;
  return before || (match[1]?.includes('i') ?? false);
}
