import { areDigits, skipBlanks, tokenEnd } from './syslog-bytes.js';
import { Part, type SyslogParts } from './syslog-parts.js';
import { readStructuredData } from './syslog-structured-data.js';
import { isIsoTime } from './syslog-time.js';

const BLANK = 0x20;
const NIL = 0x2d;
const OPEN = 0x5b;

/** Does VERSION and a TIMESTAMP follow the PRI, which no message of RFC 3164 has? */
export function isRfc5424(bytes: Uint8Array, at: number, end: number): boolean {
  const version = tokenEnd(bytes, at, end);
  if (version === at || version - at > 3 || !areDigits(bytes, at, version)) return false;
  const timeEnd = tokenEnd(bytes, version + 1, end);
  return isNil(bytes, version + 1, timeEnd) || isIsoTime(bytes, version + 1, timeEnd);
}

/**
 * Reads an RFC 5424 message (section 6: the header, STRUCTURED-DATA, MSG) from its VERSION on into `parts`; false
 * when it is malformed or cut off within the structured data. A `-` is the nil value (section 6.2): the part is
 * not there.
 */
export function readRfc5424(bytes: Buffer, at: number, end: number, parts: SyslogParts): boolean {
  parts.clear(Part.timestamp);
  let i = tokenEnd(bytes, at, end) + 1;
  for (let part: number = Part.timestamp; part <= Part.msgid; part += 1) {
    const stop = tokenEnd(bytes, i, end);
    if (stop >= end || stop === i) return false;
    if (!isNil(bytes, i, stop)) parts.set(part, i, stop);
    i = stop + 1;
  }
  const dataEnd = bytes[i] === NIL ? i + 1 : readStructuredData(bytes, i, end);
  if (i >= end || dataEnd === -1 || (dataEnd < end && bytes[dataEnd] !== BLANK)) return false;
  if (bytes[i] === OPEN) parts.set(Part.data, i, dataEnd);
  parts.set(Part.message, messageStart(bytes, dataEnd, end), end);
  return true;
}

/**
 * Behind the BOM that marks a MSG as UTF-8 (section 6.4). Blanks at its start are passed over: rsyslog leaves the
 * one that an RFC 3164 message has behind its tag.
 */
function messageStart(bytes: Uint8Array, dataEnd: number, end: number): number {
  const start = skipBlanks(bytes, dataEnd, end);
  const bom = bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;
  return bom && start + 3 <= end ? skipBlanks(bytes, start + 3, end) : start;
}

function isNil(bytes: Uint8Array, start: number, end: number): boolean {
  return end === start + 1 && bytes[start] === NIL;
}
