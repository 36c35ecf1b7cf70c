const ESC = 0x1b;
const BRACKET = 0x5b;
const SMALL_M = 0x6d;

/**
 * Where the colour code that ends right before `end` begins, or -1. A colour code is `ESC[94m`, or `#033[94m`, as
 * rsyslog writes it ($EscapeControlCharactersOnReceive).
 */
export function colourStart(bytes: Uint8Array, start: number, end: number): number {
  if (end - start < 3 || bytes[end - 1] !== SMALL_M) return -1;
  let i = end - 2;
  while (i >= start && isParameter(bytes[i]!)) i -= 1;
  if (i <= start || bytes[i] !== BRACKET) return -1;
  if (bytes[i - 1] === ESC) return i - 1;
  return i - 4 >= start && isEscapedControl(bytes, i - 4, 0x33, 0x33) ? i - 4 : -1;
}

/** Where the colour code that begins at `at` ends, or -1. */
export function colourEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  if (bytes[i] === ESC) i += 1;
  else if (at + 4 < end && isEscapedControl(bytes, at, 0x33, 0x33)) i += 4;
  else return -1;
  if (i >= end || bytes[i] !== BRACKET) return -1;
  i += 1;
  while (i < end && isParameter(bytes[i]!)) i += 1;
  return i < end && bytes[i] === SMALL_M ? i + 1 : -1;
}

/** Is there `#0ab`, a control character as rsyslog writes it, at `at`: a tab is `#011`, an escape `#033`. */
export function isEscapedControl(bytes: Uint8Array, at: number, a: number, b: number): boolean {
  return bytes[at] === 0x23 && bytes[at + 1] === 0x30 && bytes[at + 2] === a && bytes[at + 3] === b;
}

function isParameter(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x3b;
}
