/** Some of the 256 bytes: 1 at each that belongs to it. Read only. */
export type ByteSet = Uint8Array;

/** The bytes of an ASCII `description`, in which `a-z` stands for a range; a hyphen of its own comes last. */
export function byteSet(description: string): ByteSet {
  const set = new Uint8Array(256);
  for (let i = 0; i < description.length; i += 1) {
    const first = description.charCodeAt(i);
    const isRange = description[i + 1] === '-' && i + 2 < description.length;
    const last = isRange ? description.charCodeAt(i + 2) : first;
    for (let byte = first; byte <= last; byte += 1) set[byte] = 1;
    if (isRange) i += 2;
  }
  return set;
}

/** Its bytes, in ascending order. */
export function membersOf(set: ByteSet): number[] {
  const members: number[] = [];
  for (let byte = 0; byte < 256; byte += 1) if (set[byte] === 1) members.push(byte);
  return members;
}

export const DIGIT = byteSet('0-9');
export const HEX = byteSet('0-9a-fA-F');
export const BASE62 = byteSet('0-9A-Za-z');
export const BASE64 = byteSet('0-9A-Za-z+/');
export const BASE64URL = byteSet('0-9A-Za-z_-');
/** What may not stand right before or behind a token: it would be a part of it. */
export const WORD = byteSet('0-9A-Za-z_');
/** What stands between a name and its value: `"name": "value"`, `name='value'`, `\"name\":\"value\"`. */
export const SEPARATOR = byteSet(' \t"\'\\:=>');
