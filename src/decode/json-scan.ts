/**
 * Walking over JSON text as bytes, without making strings. Grammar: RFC 8259. Every function gets the position of
 * the first byte of a thing and returns the position behind it, or -1 when the text is not JSON.
 *
 * The text ends before `end`. A byte that no JSON has there (a line end) usually follows, so the loops stop by
 * themselves; what ran past `end` is refused.
 */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

/** 0 for every byte that may stand in a string as it is; 1 for quote, backslash and control characters. */
const stops = new Uint8Array(256).map((_, byte) =>
  byte < 0x20 || byte === QUOTE || byte === BACKSLASH ? 1 : 0,
);

const escapable = new Set([...'"\\/bfnrtu'].map((char) => char.charCodeAt(0)));

/** Skips blanks, tabs and line ends. */
export function skipBlanks(bytes: Uint8Array, at: number): number {
  // Logs are written without blanks: one comparison tells.
  if (bytes[at]! > 0x20) return at;
  let p = at;
  for (;;) {
    const byte = bytes[p];
    if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) return p;
    p += 1;
  }
}

/** Whether the string scanned last holds an escape: a second result without an allocation. */
let escaped = false;

export function lastHadEscape(): boolean {
  return escaped;
}

/** `at` is behind the opening quote; returns the position of the closing one. Escapes are checked, not decoded. */
export function scanString(bytes: Uint8Array, at: number, end: number): number {
  escaped = false;
  let p = at;
  for (;;) {
    while (stops[bytes[p]!] === 0) p += 1;
    const byte = bytes[p];
    if (p >= end) return -1;
    if (byte === QUOTE) return p;
    if (byte !== BACKSLASH || !escapable.has(bytes[p + 1]!)) return -1;
    escaped = true;
    if (bytes[p + 1] === 0x75) {
      for (let i = 2; i < 6; i += 1) if (!isHex(bytes[p + i])) return -1;
      p += 4;
    }
    p += 2;
  }
}

function isHex(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const letter = byte | 0x20;
  return (byte >= 0x30 && byte <= 0x39) || (letter >= 0x61 && letter <= 0x66);
}

/** A number, true, false or null. */
export function scanScalar(bytes: Uint8Array, at: number, end: number): number {
  const byte = bytes[at]!;
  const next =
    byte === 0x74
      ? word(bytes, at, 0x72, 0x75, 0x65)
      : byte === 0x6e
        ? word(bytes, at, 0x75, 0x6c, 0x6c)
        : byte === 0x66
          ? bytes[at + 1] === 0x61
            ? word(bytes, at + 1, 0x6c, 0x73, 0x65)
            : -1
          : scanNumber(bytes, at);
  return next > end ? -1 : next;
}

function word(bytes: Uint8Array, at: number, b: number, c: number, d: number): number {
  return bytes[at + 1] === b && bytes[at + 2] === c && bytes[at + 3] === d ? at + 4 : -1;
}

function scanNumber(bytes: Uint8Array, at: number): number {
  let p = bytes[at] === 0x2d ? at + 1 : at;
  if (bytes[p] === 0x30) p += 1;
  else p = scanDigits(bytes, p);
  if (p === -1) return -1;
  if (bytes[p] === 0x2e) p = scanDigits(bytes, p + 1);
  if (p === -1) return -1;
  if ((bytes[p]! | 0x20) === 0x65) {
    const sign = bytes[p + 1];
    p = scanDigits(bytes, sign === 0x2b || sign === 0x2d ? p + 2 : p + 1);
  }
  return p;
}

function scanDigits(bytes: Uint8Array, at: number): number {
  let p = at;
  while (bytes[p]! >= 0x30 && bytes[p]! <= 0x39) p += 1;
  return p === at ? -1 : p;
}

/** Which brackets are open, deepest last. Kept between calls: nesting is as deep as a line is long, at most. */
let open = new Uint8Array(256);

/** Any value. Without recursion, so that a line of a million brackets does not overflow the stack. */
export function skipValue(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] === QUOTE) return scanString(bytes, at + 1, end) + 1 || -1;
  let p = at;
  let depth = 0;
  for (;;) {
    const byte = bytes[p];
    if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (depth === open.length) open = grown(open);
      open[depth] = byte;
      depth += 1;
      p = skipBlanks(bytes, p + 1);
      if (bytes[p] === byte + 2) {
        depth -= 1;
        p += 1;
      } else if (byte === OPEN_OBJECT) {
        p = scanKey(bytes, p, end);
        if (p === -1) return -1;
        continue;
      } else continue;
    } else if (byte === QUOTE) {
      p = scanString(bytes, p + 1, end) + 1;
      if (p === 0) return -1;
    } else {
      p = scanScalar(bytes, p, end);
      if (p === -1) return -1;
    }
    p = closeValue(bytes, p, end, depth);
    if (p < 0) return p;
    depth = closedTo;
    if (depth === 0) return p;
  }
}

/** Depth after `closeValue`: a second result without an allocation. */
let closedTo = 0;

/** Behind a value at `depth`: closes brackets and passes one comma (and key). Position of the next value, or -1. */
function closeValue(bytes: Uint8Array, at: number, end: number, from: number): number {
  let p = at;
  let depth = from;
  while (depth > 0) {
    p = skipBlanks(bytes, p);
    if (p >= end) return -1;
    const inObject = open[depth - 1] === OPEN_OBJECT;
    const byte = bytes[p];
    if (byte === COMMA) {
      p = skipBlanks(bytes, p + 1);
      closedTo = depth;
      return inObject ? scanKey(bytes, p, end) : p;
    }
    if (byte !== (inObject ? CLOSE_OBJECT : CLOSE_ARRAY)) return -1;
    p += 1;
    depth -= 1;
  }
  closedTo = 0;
  return p;
}

/** A quoted key and its colon; returns the position of the value. */
function scanKey(bytes: Uint8Array, at: number, end: number): number {
  if (bytes[at] !== QUOTE) return -1;
  const close = scanString(bytes, at + 1, end);
  if (close === -1) return -1;
  const p = skipColon(bytes, close + 1);
  return p === -1 ? -1 : skipBlanks(bytes, p);
}

/** Blanks and a colon; returns the position behind the colon. */
export function skipColon(bytes: Uint8Array, at: number): number {
  const p = skipBlanks(bytes, at);
  return bytes[p] === COLON ? p + 1 : -1;
}

function grown(stack: Uint8Array): Uint8Array<ArrayBuffer> {
  const next = new Uint8Array(stack.length * 2);
  next.set(stack);
  return next;
}
