import type { Batch, Plan } from './batch.js';
import { FieldSlots } from './field-slots.js';
import { type LineDecoder, NOT_MINE } from './line-decoder.js';
import { closingQuote, unescapeQuoted } from './quoted-text.js';

const QUOTE = 0x22;
const EQUALS = 0x3d;
const BRACE = 0x7b;
const COLON = 0x3a;
const BLANK = 0x20;

/**
 * logfmt: `time=2026-01-02T15:04:05Z level=info msg="a \"b\"" cached`. Each key is a field, keys with dots too; a
 * bare key is `true`; of a repeated key the last counts; a quote that is not closed takes the rest of the line.
 * A header that ends in `: ` (syslog's) is passed over. A line is logfmt when it has one `key=` at least.
 */
export function logfmtDecoder(plan: Plan): LineDecoder {
  return new LogfmtDecoder(plan);
}

class LogfmtDecoder implements LineDecoder {
  readonly #slots: FieldSlots;

  constructor(plan: Plan) {
    this.#slots = new FieldSlots(plan, unescapeQuoted);
  }

  decode(bytes: Buffer, start: number, end: number, row: number, batch: Batch): number {
    const at = firstKey(bytes, start, end);
    if (at === -1) return NOT_MINE;
    this.#slots.reset();
    let i = at;
    while (i < end) {
      const keyEnd = endOfKey(bytes, i, end);
      if (keyEnd === i) i = bytes[i]! <= BLANK ? i + 1 : endOfWord(bytes, i, end);
      else i = this.#readPair(bytes, i, keyEnd, end);
    }
    this.#slots.write(batch, row);
    return 1;
  }

  /** Reads the pair whose key is `bytes[key, keyEnd)`; returns what is behind it. */
  #readPair(bytes: Buffer, key: number, keyEnd: number, end: number): number {
    const slot = this.#slots.find(bytes, key, keyEnd);
    if (keyEnd === end || bytes[keyEnd] !== EQUALS) {
      if (slot !== -1) this.#slots.putText(slot, 'true');
      return keyEnd;
    }
    const value = keyEnd + 1;
    if (value < end && bytes[value] === QUOTE) {
      const close = closingQuote(bytes, value + 1, end);
      if (slot !== -1) this.#slots.putQuoted(slot, bytes, value + 1, close);
      return close + 1;
    }
    const valueEnd = endOfWord(bytes, value, end);
    if (slot !== -1) this.#slots.put(slot, value, valueEnd);
    return valueEnd;
  }
}

/**
 * Where the pairs begin: behind the last `: ` before the first `key=`, or at the start; -1 when there is no pair.
 * A brace or a quote before it means JSON or prose, in which a `=` says nothing.
 */
function firstKey(bytes: Uint8Array, start: number, end: number): number {
  let begin = start;
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i];
    if (byte === EQUALS && i > begin && bytes[i - 1]! > BLANK) return begin;
    if (byte === BRACE || byte === QUOTE) return -1;
    if (byte === COLON && i + 1 < end && bytes[i + 1] === BLANK) begin = i + 2;
  }
  return -1;
}

function endOfKey(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i]! > BLANK && bytes[i] !== EQUALS && bytes[i] !== QUOTE) i += 1;
  return i;
}

function endOfWord(bytes: Uint8Array, at: number, end: number): number {
  let i = at;
  while (i < end && bytes[i]! > BLANK) i += 1;
  return i;
}
