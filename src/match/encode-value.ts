import type { Encoding } from './modifiers.js';
import type { Pattern } from './pattern.js';

/** The bytes of a text; `utf16` starts with a byte order mark and goes on as `utf16le`. */
export function encodeText(text: string, encoding: Encoding | undefined): Buffer {
  if (encoding === undefined) return Buffer.from(text, 'utf8');
  const bytes = Buffer.from(encoding === 'utf16' ? `\ufeff${text}` : text, 'utf16le');
  return encoding === 'utf16be' ? bytes.swap16() : bytes;
}

/**
 * A pattern as it looks where bytes of UTF-16 were written as if they were text: a NUL beside every character, and
 * U+FEFF in front for `utf16`. Undefined when it has characters beyond ASCII, which do not look like anything then.
 */
export function widenPattern(pattern: Pattern, encoding: Encoding): Pattern | undefined {
  const wide = pattern.map((part) => {
    if (typeof part !== 'string') return part;
    return [...part].map((char) => (encoding === 'utf16be' ? `\0${char}` : `${char}\0`)).join('');
  });
  const plain = pattern.every((part) => typeof part !== 'string' || /^[\0-\x7f]*$/.test(part));
  if (!plain) return undefined;
  return encoding === 'utf16' ? ['\ufeff', ...wide] : wide;
}

/**
 * What of `bytes` stays the same in Base64 wherever they stand in a longer text: one text for each of the three
 * places that a byte can have in a group of three. Characters that hold bits of a neighbour are left out.
 */
export function base64Offsets(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([new Uint8Array(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // A character holds 6 bits: the first ones whole bytes before us fill (8, 16 bits), the last one we only begin.
    const start = Math.ceil((before * 8) / 6);
    const end = Math.floor(((before + bytes.length) * 8) / 6);
    return encoded.slice(start, end);
  });
}
