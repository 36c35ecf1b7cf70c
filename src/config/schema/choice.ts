import { quote } from '../document/describe-node.js';
import { nearestWord } from '../nearest-word.js';
import { Fault } from './fault.js';
import type { Schema } from './schema.js';
import { parsedText } from './text.js';

/** One of a few words. */
export function choice<const T extends string>(what: string, words: readonly T[]): Schema<T> {
  return parsedText<T>({
    expected: `${what}: ${words.join(', ')}`,
    parse: (text) => words.find((word) => word === text) ?? new Fault(unknownWord(what, text, words)),
    // An unquoted `true` is an unknown word too, and is told so.
    anyScalar: true,
    json: { type: 'string', enum: words },
  });
}

/** `unknown format "jsn"; did you mean "json"? valid here: json, logfmt` */
export function unknownWord(what: string, word: string, words: readonly string[]): string {
  return `unknown ${what} ${quote(word)}; ${suggestion(word, words)}`;
}

/** The nearest valid word, when one is near, and all of them. */
export function suggestion(word: string, words: readonly string[]): string {
  const near = nearestWord(word, words);
  const question = near === undefined ? '' : `did you mean ${quote(near)}? `;
  return words.length === 0 ? 'there are none' : `${question}valid here: ${words.map(bare).join(', ')}`;
}

/** Words that the user chose may hold anything, a line break too. */
function bare(word: string): string {
  return /^[\w.-]+$/.test(word) ? word : quote(word);
}
