import { compileRegex } from './compile-regex.js';
import { base64Offsets, encodeText, widenPattern } from './encode-value.js';
import { parseIpRange } from './ip-range.js';
import type { Modifiers } from './modifiers.js';
import { anchorPattern, type Pattern, parsePattern, plainText } from './pattern.js';
import type { TextTest } from './text-test.js';
import { loosenDashes, spellDashes } from './windash.js';

/** What is wrong with a value, as a message. */
export interface Problem {
  readonly problem: string;
}

/** Variants of one value that `windash` may stand for before they are encoded: 5 to the power of 4. */
const MAX_SPELLINGS = 625;

/** The patterns that a value stands for, any of which is enough: several after `base64offset`. */
export function patternsOf(value: string, modifiers: Modifiers): readonly Pattern[] | Problem {
  const parsed = parsePattern(value);
  const pattern = modifiers.windash ? loosenDashes(parsed) : parsed;
  const encoded =
    modifiers.base64 === undefined ? widened(pattern, modifiers) : inBase64(value, pattern, modifiers);
  if ('problem' in encoded) return encoded;
  return encoded.map((one) => anchorPattern(one, modifiers.anchor));
}

function widened(pattern: Pattern, { encoding }: Modifiers): readonly Pattern[] | Problem {
  if (encoding === undefined) return [pattern];
  const wide = widenPattern(pattern, encoding);
  if (wide === undefined || pattern.some((part) => typeof part !== 'string' && part.wild === '-')) {
    const why = wide === undefined ? 'a value beyond ASCII' : '"windash"';
    return { problem: `cannot use "${encoding}" with ${why} unless "base64" or "base64offset" follows` };
  }
  return [wide];
}

function inBase64(value: string, pattern: Pattern, modifiers: Modifiers): readonly Pattern[] | Problem {
  if (pattern.some((part) => typeof part !== 'string' && part.wild !== '-')) {
    return {
      problem: `cannot encode "${value}" with "${modifiers.base64}": it has wildcards; write \\* or \\? for plain ones`,
    };
  }
  if (5 ** pattern.filter((part) => typeof part !== 'string').length > MAX_SPELLINGS) {
    return { problem: `cannot encode "${value}" with "windash": it has too many dashes; at most 4 can vary` };
  }
  const texts = spellDashes(pattern).flatMap((text) => {
    const bytes = encodeText(text, modifiers.encoding);
    return modifiers.base64 === 'base64' ? [bytes.toString('base64')] : base64Offsets(bytes);
  });
  if (texts.includes('')) {
    return {
      problem: `cannot encode "${value}" with "${modifiers.base64}": it is too short to be found again`,
    };
  }
  return texts.map((text) => [text]);
}

export function regexOf(source: string, modifiers: Modifiers): TextTest | Problem {
  const options = { ...modifiers.regexFlags, anchor: modifiers.anchor };
  const test = compileRegex(source, options);
  if ('problem' in test) return test;
  const { i, m, s } = options;
  const flags = `${i ? 'i' : ''}${m ? 'm' : ''}${s ? 's' : ''}`;
  const anchor = options.anchor === 'contains' ? 'equals' : options.anchor;
  return { key: `re ${flags} ${anchor} ${source}`, test };
}

export function cidrOf(value: string): TextTest | Problem {
  const range = parseIpRange(value);
  if ('problem' in range) return { problem: `"${value}" ${range.problem}` };
  return { key: `cidr ${range.text}`, test: (text) => range.has(text) };
}

/** The field path of a `fieldref` value, as text. */
export function plainValue(value: string): string | Problem {
  return plainText(parsePattern(value)) ?? { problem: `cannot refer to field "${value}": it has wildcards` };
}
