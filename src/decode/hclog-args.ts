import { byteSet } from './byte-set.js';
import type { FieldSlots } from './field-slots.js';
import { closingQuote } from './quoted-text.js';

const EQUALS = 0x3d;
const BLANK = 0x20;
const COLON = 0x3a;

/** Blanks in a key: Vault has `vault version=`, `upgrade time=`; a longer text before a `=` is no key. */
const MAX_BLANKS = 2;

const inKey = byteSet(/[\w./@-]/);

/**
 * Where the arguments of the message in `bytes[start, end)` begin, or `end` when there are none: behind the first
 * `: ` that is followed by a key and `=`. Any other colon belongs to the message.
 */
export function argsStart(bytes: Uint8Array, start: number, end: number): number {
  let i = start;
  while (i + 1 < end) {
    if (bytes[i] !== COLON || bytes[i + 1] !== BLANK) {
      i += 1;
      continue;
    }
    const key = i + 2;
    i = keyEnd(bytes, key, end);
    if (i > key && i < end && bytes[i] === EQUALS) return key;
  }
  return end;
}

/** Where the characters end that a key may have: before a colon too, so that the next `: ` is seen. */
function keyEnd(bytes: Uint8Array, key: number, end: number): number {
  let blanks = bytes[key] === BLANK ? MAX_BLANKS : 0;
  let i = key;
  while (i < end) {
    if (bytes[i] === BLANK) {
      if (blanks === MAX_BLANKS) return i;
      blanks += 1;
    } else if (inKey[bytes[i]!] === 0) {
      return i;
    }
    i += 1;
  }
  return i;
}

/**
 * Reads the arguments in `bytes[start, end)` into the slots. A value ends at its quote or, unquoted, at a blank;
 * but logs from before go-hclog have texts with blanks unquoted, so what can't be a key belongs to the value.
 */
export function readArgs(bytes: Buffer, start: number, end: number, slots: FieldSlots): void {
  let key = start;
  let equals = indexOfEquals(bytes, key, end);
  while (equals < end) {
    const slot = slots.find(bytes, key, equals);
    const value = equals + 1;
    if (bytes[value] === 0x22 && value < end) {
      const close = quoteBeforeBlank(bytes, value + 1, end);
      if (slot !== -1) slots.putQuoted(slot, bytes, value + 1, close);
      key = skipBlanks(bytes, Math.min(close + 1, end), end);
      equals = indexOfEquals(bytes, key, end);
    } else {
      const blank = indexOfBlank(bytes, value, end);
      equals = indexOfEquals(bytes, blank, end);
      key = keyStart(bytes, blank, equals, end);
      if (slot !== -1) slots.put(slot, value, blank === value ? value : endBefore(bytes, value, key));
    }
  }
}

/** Where the key starts that ends at `equals`, in a text that starts with a blank; `end` when there is no more key. */
function keyStart(bytes: Uint8Array, blank: number, equals: number, end: number): number {
  if (equals === end) return end;
  let blanks = -1;
  let last = blank;
  for (let i = blank; i < equals; i += 1) {
    if (bytes[i] === BLANK) {
      blanks += 1;
      last = i;
    }
  }
  return blanks <= MAX_BLANKS ? skipBlanks(bytes, blank, equals) : last + 1;
}

function endBefore(bytes: Uint8Array, value: number, key: number): number {
  let end = key;
  while (end > value && bytes[end - 1] === BLANK) end -= 1;
  return end;
}

/** Older releases of go-hclog do not escape the quotes within a value: one inside a word does not end it. */
function quoteBeforeBlank(bytes: Uint8Array, at: number, end: number): number {
  let quote = closingQuote(bytes, at, end);
  while (quote + 1 < end && bytes[quote + 1] !== BLANK) quote = closingQuote(bytes, quote + 1, end);
  return quote;
}

function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] === BLANK) i += 1;
  return i;
}

function indexOfBlank(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] !== BLANK) i += 1;
  return i;
}

function indexOfEquals(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i] !== EQUALS) i += 1;
  return i;
}
