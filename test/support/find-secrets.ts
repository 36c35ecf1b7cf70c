import { builtinPatterns } from '../../src/memory/secrets/builtin-patterns.js';
import { SecretFinder } from '../../src/memory/secrets/secret-finder.js';
import type { LinePattern, SecretPattern } from '../../src/memory/secrets/secret-pattern.js';

export interface FoundSecret {
  readonly pattern: string;
  readonly lineStart: number;
}

const builtin = builtinPatterns();
const builtinFinder = new SecretFinder(builtin);

/** What the built-in patterns find in a text of lines, in the order of the lines. */
export function findSecrets(text: string | Buffer): FoundSecret[] {
  return findWith(builtinFinder, builtin, text);
}

export function findWith(
  finder: SecretFinder,
  patterns: readonly (SecretPattern | LinePattern)[],
  text: string | Buffer,
): FoundSecret[] {
  const bytes = Buffer.from(text);
  const all: FoundSecret[] = [];
  finder.find(bytes, 0, bytes.length, (pattern, lineStart) =>
    all.push({ pattern: patterns[pattern]!.name, lineStart }),
  );
  return all.sort((one, other) => one.lineStart - other.lineStart || (one.pattern < other.pattern ? -1 : 1));
}
