import { isDigit } from './syslog-bytes.js';
import { Part, type SyslogParts } from './syslog-parts.js';

/** 23 facilities × 8 + 7: RFC 5424, section 6.2.1. */
const MAX_PRIVAL = 191;

/**
 * Reads `<38>` at the start of the line, or behind the octet count that stands before a message on TCP (`123 <38>`,
 * RFC 6587, section 3.4.1). Returns what is behind it: `start` when there is none.
 */
export function readPriority(bytes: Uint8Array, start: number, end: number, parts: SyslogParts): number {
  parts.clear(Part.priority);
  const open = behindCount(bytes, start, end);
  if (open >= end || bytes[open] !== 0x3c) return start;
  let value = 0;
  let i = open + 1;
  while (i < end && i < open + 4 && isDigit(bytes[i]!)) {
    value = value * 10 + bytes[i]! - 0x30;
    i += 1;
  }
  if (i === open + 1 || i >= end || bytes[i] !== 0x3e || value > MAX_PRIVAL) return start;
  parts.set(Part.priority, open + 1, i);
  parts.prival = value;
  return i + 1;
}

function behindCount(bytes: Uint8Array, start: number, end: number): number {
  let i = start;
  while (i < end && isDigit(bytes[i]!)) i += 1;
  return i > start && i + 1 < end && bytes[i] === 0x20 && bytes[i + 1] === 0x3c ? i + 1 : start;
}
