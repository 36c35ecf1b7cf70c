import { byteSet } from './byte-set.js';
import { skipBlanks, tokenEnd } from './syslog-bytes.js';
import { Part, type SyslogParts } from './syslog-parts.js';
import { bsdTimeEnd, isIsoTime } from './syslog-time.js';

const BLANK = 0x20;
const COLON = 0x3a;
const OPEN = 0x5b;
const CLOSE = 0x5d;

const inProgram = byteSet(/[^\x00-\x20\x7f-\xff[\]{}"=<>|]/);
const inHost = byteSet(/[\w.:%-]/);

/**
 * Reads a line of the BSD kind (RFC 3164, section 4.1) into `parts`; false when it is none. `at` is behind the PRI,
 * or the start of the line when it has none, as in the files of rsyslog and syslog-ng. Not every writer keeps to
 * the RFC: an ISO 8601 time is taken too, and on /dev/log there is no host.
 *
 * A line that nothing marks but an ISO time must name its program: too many other logs begin with such a time.
 */
export function readRfc3164(bytes: Uint8Array, at: number, end: number, parts: SyslogParts): boolean {
  parts.clear(Part.timestamp);
  const marked = parts.start(Part.priority) !== -1;
  const iso = isIsoTime(bytes, at, end);
  const timeEnd = iso ? tokenEnd(bytes, at, end) : bsdTimeEnd(bytes, at, end);
  if (timeEnd === at && !marked) return false;
  parts.set(Part.timestamp, at, timeEnd);
  const first = skipBlanks(bytes, timeEnd, end);
  const next = readTag(bytes, first, end, parts);
  if (next !== -1) return setMessage(bytes, next, end, parts);
  // Without a time a relay has not seen the message, so there is no host either (section 4.3.3).
  if (timeEnd === at) return setMessage(bytes, first, end, parts);
  const hostEnd = tokenEnd(bytes, first, end);
  if (!isHost(bytes, first, hostEnd)) return marked && setMessage(bytes, first, end, parts);
  const second = skipBlanks(bytes, hostEnd, end);
  const behindTag = readTag(bytes, second, end, parts);
  if (behindTag === -1 && iso && !marked) return false;
  parts.set(Part.host, first, hostEnd);
  return setMessage(bytes, behindTag === -1 ? second : behindTag, end, parts);
}

function setMessage(bytes: Uint8Array, at: number, end: number, parts: SyslogParts): true {
  parts.set(Part.message, skipBlanks(bytes, at, end), end);
  return true;
}

/** Reads `vault[4711]:`, `vault[4711]` or `vault:`; returns what is behind it, or -1 when there is no such tag. */
function readTag(bytes: Uint8Array, at: number, end: number, parts: SyslogParts): number {
  let i = at;
  while (i < end && inProgram[bytes[i]!] === 1 && !isColonAtEnd(bytes, i, end)) i += 1;
  if (i === at || i === end) return -1;
  if (bytes[i] === COLON) {
    parts.set(Part.program, at, i);
    return i + 1;
  }
  if (bytes[i] !== OPEN) return -1;
  let close = i + 1;
  while (close < end && bytes[close] !== CLOSE && bytes[close]! > BLANK) close += 1;
  if (close >= end || bytes[close] !== CLOSE) return -1;
  if (close + 1 < end && bytes[close + 1] !== COLON && bytes[close + 1] !== BLANK) return -1;
  parts.set(Part.program, at, i);
  parts.set(Part.pid, i + 1, close);
  return bytes[close + 1] === COLON && close + 1 < end ? close + 2 : close + 1;
}

function isColonAtEnd(bytes: Uint8Array, at: number, end: number): boolean {
  return bytes[at] === COLON && (at + 1 === end || bytes[at + 1] === BLANK);
}

/** A host name or an address. */
function isHost(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i += 1) if (inHost[bytes[i]!] === 0) return false;
  return end > start;
}
