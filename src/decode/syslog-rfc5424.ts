import { areDigits, skipBlanks, tokenEnd } from './syslog-bytes.js';
import { Part, type SyslogParts } from './syslog-parts.js';
import { readStructuredData } from './syslog-structured-data.js';
import { isIsoTime } from './syslog-time.js';

const BLANK = 0x20;
const NIL = 0x2d;
const OPEN = 0x5b;

/**
 * Reads what stands behind the PRI of an RFC 5424 message (section 6: VERSION, the header, STRUCTURED-DATA, MSG)
 * into `parts`; false when it is none. A `-` is the nil value (section 6.2): the part is not there.
 */
export function readRfc5424(bytes: Buffer, at: number, end: number, parts: SyslogParts): boolean {
  parts.clear(Part.timestamp);
  const version = tokenEnd(bytes, at, end);
  if (version === at || version - at > 3 || !areDigits(bytes, at, version)) return false;
  let i = version + 1;
  for (let part: number = Part.timestamp; part <= Part.msgid; part += 1) {
    const stop = tokenEnd(bytes, i, end);
    if (stop >= end || stop === i) return false;
    const nil = stop === i + 1 && bytes[i] === NIL;
    if (part === Part.timestamp && !nil && !isIsoTime(bytes, i, stop)) return false;
    if (!nil) parts.set(part, i, stop);
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
