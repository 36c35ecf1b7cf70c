import { dashes } from './match-wildcard.js';
import { normalPattern, type Pattern, type PatternPart } from './pattern.js';

const flagDash = /(?<!\w)[-/\u2013\u2014\u2015](?=\w)/g;

/**
 * `windash`: a dash that starts a flag (a word character behind it, none before it) stands for each of the five
 * that Windows programs take for one. Dashes inside words are left alone.
 */
export function loosenDashes(pattern: Pattern): Pattern {
  return normalPattern(
    pattern.flatMap((part) => {
      if (typeof part !== 'string') return [part];
      const pieces = part.split(flagDash);
      return pieces.flatMap((piece, i): PatternPart[] => (i === 0 ? [piece] : [{ wild: '-' }, piece]));
    }),
  );
}

/** Every text that a pattern with dashes (and no other wildcards) stands for: five to the power of the dashes. */
export function spellDashes(pattern: Pattern): readonly string[] {
  return pattern.reduce<readonly string[]>(
    (texts, part) =>
      texts.flatMap((text) => (typeof part === 'string' ? [text + part] : dashes.map((dash) => text + dash))),
    [''],
  );
}
