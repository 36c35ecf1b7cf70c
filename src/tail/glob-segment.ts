/** One character of a file name pattern: itself, any, one of a set, or (`many`) any number of any. */
type Token =
  | { readonly kind: 'one'; readonly is: (character: string) => boolean }
  | { readonly kind: 'many' };

/** A pattern for one file name: `*`, `?`, `[a-z]`, `[!a]`, and `\` before a character that stands for itself. */
export interface GlobSegment {
  matches(name: string): boolean;
}

export function isGlob(text: string): boolean {
  return /[*?[]/.test(text);
}

/** As a shell does it: a name that begins with a dot must be asked for by a dot. */
export function compileGlobSegment(text: string): GlobSegment {
  const tokens = tokensOf([...text]);
  const hidden = text.startsWith('.');
  return { matches: (name) => (hidden || !name.startsWith('.')) && fits(tokens, [...name]) };
}

function tokensOf(text: readonly string[]): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    const close = character === '[' ? closing(text, at) : -1;
    if (character === '*') tokens.push({ kind: 'many' });
    else if (character === '?') tokens.push({ kind: 'one', is: () => true });
    else if (close > 0) {
      tokens.push({ kind: 'one', is: setOf(text.slice(at + 1, close)) });
      at = close;
    } else {
      const literal = character === '\\' && at + 1 < text.length ? text[++at]! : character;
      tokens.push({ kind: 'one', is: (other) => other === literal });
    }
  }
  return tokens;
}

/** Index of the bracket that closes the set at `open`, or -1: then the bracket stands for itself. */
function closing(text: readonly string[], open: number): number {
  const negated = text[open + 1] === '!' || text[open + 1] === '^';
  // A `]` right at the front is a member of the set.
  return text.indexOf(']', open + (negated ? 3 : 2));
}

function setOf(members: readonly string[]): (character: string) => boolean {
  const negated = members[0] === '!' || members[0] === '^';
  const ranges: [string, string][] = [];
  for (let at = negated ? 1 : 0; at < members.length; at += 1) {
    const from = members[at]!;
    const isRange = members[at + 1] === '-' && at + 2 < members.length;
    ranges.push([from, isRange ? members[at + 2]! : from]);
    if (isRange) at += 2;
  }
  return (character) => ranges.some(([from, to]) => from <= character && character <= to) !== negated;
}

/**
 * Names are chosen by whoever may write to the directory, so no backtracking regular expression here: this one
 * goes back to the last `*` only, which takes at most tokens × characters steps.
 */
function fits(tokens: readonly Token[], name: readonly string[]): boolean {
  let token = 0;
  let at = 0;
  let star = -1;
  let starAt = 0;
  while (at < name.length) {
    const next = tokens[token];
    if (next?.kind === 'many') {
      star = token++;
      starAt = at;
    } else if (next?.is(name[at]!)) {
      token += 1;
      at += 1;
    } else if (star >= 0) {
      token = star + 1;
      at = ++starAt;
    } else {
      return false;
    }
  }
  while (tokens[token]?.kind === 'many') token += 1;
  return token === tokens.length;
}
