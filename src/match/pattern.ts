import { foldCase } from './fold-case.js';

/** `*` is any number of characters, `?` exactly one, `-` one of the dashes that start a command line flag. */
export interface Wild {
  readonly wild: '*' | '?' | '-';
}

/**
 * A text with wildcards: what a value of a rule says about the text of a field. Always in normal form (no empty
 * or adjacent texts; between two texts the `?` come first, then at most one `*`), so equal patterns look equal.
 */
export type Pattern = readonly PatternPart[];
export type PatternPart = string | Wild;

export const MANY: Wild = { wild: '*' };
export const ONE: Wild = { wild: '?' };

/**
 * Reads a value with Sigma's escapes (specification, "Escaping"): a backslash before `*`, `?` or a backslash makes
 * that one plain; before anything else, and at the end, it is itself plain.
 *
 *     a\b, a\\b  a, backslash, b             \*    a plain star
 *     \\*        backslash, wildcard         \\\*  backslash, plain star
 *     \\\, \\\\  two backslashes
 */
export function parsePattern(text: string): Pattern {
  const parts: PatternPart[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i]!;
    const next = text[i + 1];
    if (char === '\\' && (next === '*' || next === '?' || next === '\\')) {
      parts.push(next);
      i += 1;
    } else if (char === '*') parts.push(MANY);
    else if (char === '?') parts.push(ONE);
    else parts.push(char);
  }
  return normalPattern(parts);
}

/** The same pattern in normal form. */
export function normalPattern(parts: Pattern): Pattern {
  const normal: PatternPart[] = [];
  let text = '';
  let many = false;
  const endText = (): void => {
    if (text !== '') normal.push(text);
    text = '';
  };
  const endMany = (): void => {
    if (many) normal.push(MANY);
    many = false;
  };
  for (const part of parts) {
    if (part === '') continue;
    if (typeof part === 'string') {
      endMany();
      text += part;
      continue;
    }
    endText();
    if (part.wild === '*') many = true;
    else {
      // `*?` and `?*` mean the same; a dash does not commute.
      if (part.wild === '-') endMany();
      normal.push(part);
    }
  }
  endText();
  endMany();
  return normal;
}

/** The pattern without wildcards, as text; undefined when there are some. */
export function plainText(pattern: Pattern): string | undefined {
  if (pattern.length === 0) return '';
  const [only] = pattern;
  return pattern.length === 1 && typeof only === 'string' ? only : undefined;
}

/** The pattern for comparing folded texts. */
export function foldPattern(pattern: Pattern): Pattern {
  return normalPattern(pattern.map((part) => (typeof part === 'string' ? foldCase(part) : part)));
}

export type Anchor = 'equals' | 'contains' | 'startswith' | 'endswith';

/** Adds the wildcards that `contains`, `startswith` and `endswith` stand for. */
export function anchorPattern(pattern: Pattern, anchor: Anchor): Pattern {
  const before = anchor === 'contains' || anchor === 'endswith' ? [MANY] : [];
  const after = anchor === 'contains' || anchor === 'startswith' ? [MANY] : [];
  return normalPattern([...before, ...pattern, ...after]);
}
