const BLANK = 0x20;

/** Where the run of non-blanks that starts at `at` ends. */
export function tokenEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] !== BLANK) i += 1;
  return i;
}

export function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] === BLANK) i += 1;
  return i;
}

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export function areDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i += 1) if (!isDigit(bytes[i]!)) return false;
  return true;
}
