import { RE2JS } from 're2js';
import { someGap } from './hmac-gaps.js';
import { requiredText } from './required-text.js';
import type { LinePattern } from './secret-pattern.js';

/**
 * A pattern of the user's: a regular expression (RE2: linear, whatever the pattern and the line) that is looked for in
 * the line's bytes as UTF-8, only where a text that it requires was found. HMACs that Vault writes are no part of what is
 * looked through: each stretch between them stands for itself, `^` and `$` mean its ends too.
 * Throws a `RE2JSException` when `regex` is not valid; the configuration has been checked by then.
 */
export function userPattern(name: string, regex: string): LinePattern {
  const compiled = RE2JS.compile(regex);
  return {
    name,
    marks: requiredText(regex),
    checkLine: (bytes, start, end) =>
      someGap(bytes.subarray(start, end), (stretch) => compiled.test(stretch)),
  };
}
