import type { FieldSlots } from './field-slots.js';
import { closingQuote } from './quoted-text.js';
import { skipBlanks } from './syslog-bytes.js';

const BLANK = 0x20;
const QUOTE = 0x22;
const EQUALS = 0x3d;
const OPEN = 0x5b;
const CLOSE = 0x5d;

/**
 * Reads the SD-ELEMENTs that start at `at` (RFC 5424, section 6.3) and returns where they end, or -1 when they are
 * malformed. With slots, the wanted params are put there; of a repeated SD-ID or param the last counts. A first
 * walk without slots tells whether the line is syslog at all, before anything is written.
 */
export function readStructuredData(bytes: Buffer, at: number, end: number, slots?: FieldSlots): number {
  let i = at;
  while (i < end && bytes[i] === OPEN) {
    i = readElement(bytes, i + 1, end, slots);
    if (i === -1) return -1;
  }
  return i === at ? -1 : i;
}

function readElement(bytes: Buffer, at: number, end: number, slots: FieldSlots | undefined): number {
  const idEnd = nameEnd(bytes, at, end);
  if (idEnd === at) return -1;
  let i = skipBlanks(bytes, idEnd, end);
  while (i < end && bytes[i] !== CLOSE) {
    const equals = nameEnd(bytes, i, end);
    if (equals === i || equals + 1 >= end) return -1;
    if (bytes[equals] !== EQUALS || bytes[equals + 1] !== QUOTE) return -1;
    const close = closingQuote(bytes, equals + 2, end);
    if (close === end) return -1;
    if (slots !== undefined) {
      const slot = slots.findChild(bytes, at, idEnd, i, equals);
      if (slot !== -1) slots.putQuoted(slot, bytes, equals + 2, close);
    }
    i = skipBlanks(bytes, close + 1, end);
  }
  return i < end ? i + 1 : -1;
}

/** `\"`, `\\` and `\]` are the escapes of a PARAM-VALUE; before any other character the backslash is one itself. */
export function unescapeParam(raw: string): string {
  return raw.replace(/\\(["\\\]])/g, '$1');
}

/** The end of an SD-NAME: PRINTUSASCII without `=`, blank, `]` and `"`. Its limit of 32 characters is not held up. */
function nameEnd(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end) {
    const byte = bytes[i]!;
    if (byte <= BLANK || byte >= 0x7f || byte === EQUALS || byte === CLOSE || byte === QUOTE) break;
    i += 1;
  }
  return i;
}
