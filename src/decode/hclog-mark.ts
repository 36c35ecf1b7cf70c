import { colourStart, isEscapedControl } from './ansi-colour.js';
import { byteSet } from './byte-set.js';
import { levelAt } from './hclog-level.js';
import { isUsualTime, USUAL_MARK } from './hclog-usual.js';

/** No mark, and the line belongs to another format. */
export const NO_MARK = -1;
/** No mark: more lines of the event before. */
export const CONTINUATION = -2;

const TAB = 0x09;
const BLANK = 0x20;

const telling = byteSet(/[[={|]/);
const inName = byteSet(/[\w.-]/);

/**
 * Where the event itself starts: the `[` of the level, or the `=` of a banner (`==> …`). All before it is a
 * header or the name of a container, of whatever kind.
 *
 * go-hclog writes a value that has line ends as lines of their own, `  | text`, and such a value may be chosen by
 * an attacker. So nothing after such a bar is a mark, also behind the header that a log collector puts before
 * every line; only behind a name does a bar end a header (docker compose: `vault_1  | …`).
 *
 * Nor is there a mark after a `{`: what follows is JSON, for another decoder, which may well hold `[INFO]`.
 */
export function findMark(bytes: Uint8Array, start: number, end: number): number {
  if (isUsualTime(bytes, start) && levelAt(bytes, start + USUAL_MARK, end) !== undefined)
    return start + USUAL_MARK;
  let first = start;
  while (first < end && isBlank(bytes[first]!)) first += 1;
  for (let i = first; i < end; i += 1) {
    if (telling[bytes[i]!] === 0) continue;
    switch (bytes[i]) {
      case 0x5b:
        if (isTokenStart(bytes, start, i) && levelAt(bytes, i, end) !== undefined) return i;
        break;
      case 0x3d:
        if (isArrow(bytes, i, end) && isTokenStart(bytes, start, i)) return i;
        break;
      case 0x7b:
        if (i === first || first === start) return NO_MARK;
        return i + 1 < end && bytes[i + 1] === 0x22 ? NO_MARK : CONTINUATION;
      case 0x7c:
        if (isContinuationBar(bytes, start, i)) return CONTINUATION;
    }
  }
  return first === start ? NO_MARK : CONTINUATION;
}

export function isBlank(byte: number): boolean {
  return byte === BLANK || byte === TAB;
}

function isArrow(bytes: Uint8Array, at: number, end: number): boolean {
  return at + 3 < end && bytes[at + 1] === 0x3d && bytes[at + 2] === 0x3e && bytes[at + 3] === BLANK;
}

function isTokenStart(bytes: Uint8Array, start: number, at: number): boolean {
  if (at === start) return true;
  const before = bytes[at - 1]!;
  if (before === BLANK || before === TAB || before === 0x7c || before === 0x3a) return true;
  if (at - 4 >= start && isEscapedControl(bytes, at - 4, 0x31, 0x31)) return true;
  return colourStart(bytes, start, at) !== -1;
}

function isContinuationBar(bytes: Uint8Array, start: number, bar: number): boolean {
  if (bar > start && !isBlank(bytes[bar - 1]!)) return false;
  let i = bar - 1;
  while (i >= start && isBlank(bytes[i]!)) i -= 1;
  // The name of a container has two characters at least; `-` and `F` are the ends of syslog and CRI headers.
  return !(i > start && inName[bytes[i]!] === 1 && inName[bytes[i - 1]!] === 1);
}
