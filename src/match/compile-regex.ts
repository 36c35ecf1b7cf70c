import { RE2JS } from 're2js';
import type { Anchor } from './pattern.js';

export interface RegexOptions {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  readonly anchor: Anchor;
}

/**
 * Makes a search for a regular expression: it may match anywhere in the text unless it is anchored (in the pattern
 * or by `startswith` and `endswith`). RE2: time linear in the text, whatever the pattern. Look-arounds, back
 * references and possessive quantifiers, which can't be done in linear time, are refused with a message.
 */
export function compileRegex(
  source: string,
  options: RegexOptions,
): ((text: string) => boolean) | { readonly problem: string } {
  const flags =
    (options.i ? RE2JS.CASE_INSENSITIVE : 0) |
    (options.m ? RE2JS.MULTILINE : 0) |
    (options.s ? RE2JS.DOTALL : 0);
  try {
    // By itself first: `a)(b` must not become valid by what is put around it.
    RE2JS.compile(source, flags);
    const regex = RE2JS.compile(anchored(source, options.anchor), flags);
    return (text) => regex.test(text);
  } catch (error) {
    return { problem: explain(source, error instanceof Error ? error.message : String(error)) };
  }
}

function anchored(source: string, anchor: Anchor): string {
  if (anchor === 'startswith') return `\\A(?:${source})`;
  return anchor === 'endswith' ? `(?:${source})\\z` : source;
}

const unsupported: readonly (readonly [RegExp, string])[] = [
  [/\(\?<?[=!]/, 'look-ahead and look-behind are not supported'],
  [/\(\?>/, 'atomic groups are not supported'],
  [/\\[1-9]|\\k</, 'back references are not supported'],
  [/[*+?}]\+/, 'possessive quantifiers are not supported'],
];

function explain(source: string, message: string): string {
  const detail = message.replace(/^error parsing regexp: /, '');
  const reason = unsupported.find(([pattern]) => pattern.test(source));
  const why = reason === undefined ? detail : `${reason[1]}, since they can't run in linear time (${detail})`;
  return `cannot compile regular expression "${source}": ${why}`;
}
