import { colourEnd, colourStart, isEscapedControl } from './ansi-colour.js';
import type { Batch, Plan } from './batch.js';
import { byteSet } from './byte-set.js';
import { type Feed, feedFixed, feedOf, feedSpan } from './feed.js';
import { FieldSlots } from './field-slots.js';
import { argsStart, readArgs } from './hclog-args.js';
import { HclogHeads } from './hclog-heads.js';
import { infoLevel, levelAt } from './hclog-level.js';
import { CONTINUATION, findMark, isBlank, NO_MARK } from './hclog-mark.js';
import { timeEnd, timeStart } from './hclog-time.js';
import { isUsualTime, USUAL_MARK } from './hclog-usual.js';
import { type LineDecoder, NO_EVENT, NOT_MINE } from './line-decoder.js';
import { unescapeQuoted } from './quoted-text.js';

const BRACKET = 0x5b;
const COLON = 0x3a;
const EQUALS = 0x3d;
const inModule = byteSet(/[^\x00-\x20=":]/);
const own = new Set(['timestamp', 'level', 'module', 'message']);

/**
 * The text log of HashiCorp's go-hclog: the server log of Vault, OpenBao, Consul, Nomad, Boundary. Fields:
 * `timestamp`, `level` (trace, debug, info, warn, error), `module`, `message` (the fixed text, without its
 * arguments) and each argument by its key.
 *
 *     2026-01-02T15:04:05.000Z [INFO]  core.raft: peer added: id=n2 address="10.0.0.2:8201"
 *
 * A banner (`==> Vault shutdown triggered`) is an event of level info whose message is the text after the arrow.
 * Format: go-hclog, intlogger.go, logPlain; older levels and times: hclog-level.ts, hclog-time.ts.
 */
export function hclogDecoder(plan: Plan): LineDecoder {
  return new HclogDecoder(plan);
}

class HclogDecoder implements LineDecoder {
  readonly #timestamp: Feed | undefined;
  readonly #level: Feed | undefined;
  readonly #module: Feed | undefined;
  readonly #message: Feed | undefined;
  readonly #args: FieldSlots | undefined;
  /** Undefined when a line has more to give than its head. */
  readonly #heads: HclogHeads | undefined;

  constructor(plan: Plan) {
    this.#timestamp = feedOf(plan, 'timestamp');
    this.#level = feedOf(plan, 'level');
    this.#module = feedOf(plan, 'module');
    this.#message = feedOf(plan, 'message');
    const args = new FieldSlots(plan, unescapeQuoted, isArgument);
    this.#args = args.empty ? undefined : args;
    const feeds = [this.#level, this.#module, this.#message].filter((feed) => feed !== undefined);
    const simple = args.empty && feeds.every(({ raws }) => raws.length === 0);
    this.#heads = simple ? new HclogHeads(feeds.flatMap(({ columns }) => columns)) : undefined;
  }

  decode(bytes: Buffer, start: number, end: number, row: number, batch: Batch): number {
    const stop = textEnd(bytes, start, end);
    const mark = findMark(bytes, start, stop);
    if (mark === NO_MARK) return NOT_MINE;
    if (mark === CONTINUATION) return NO_EVENT;
    if (this.#timestamp !== undefined) this.#readTime(bytes, start, mark, row, batch);
    if (bytes[mark] === BRACKET) {
      if (this.#heads?.fill(bytes, mark, stop, row, batch)) return 1;
      feedFixed(this.#level, batch, row, levelAt(bytes, mark, stop)!);
      this.#readText(bytes, mark, stop, row, batch);
    } else {
      feedFixed(this.#level, batch, row, infoLevel);
      feedSpan(this.#message, batch, row, mark + 4, stop);
    }
    return 1;
  }

  #readTime(bytes: Buffer, start: number, mark: number, row: number, batch: Batch): void {
    // What has the signs of a time there is one, or whoever reads it will say that it is none.
    const usual = mark === start + USUAL_MARK && isUsualTime(bytes, start);
    const stop = usual ? mark - 1 : timeEnd(bytes, start, mark);
    const time = usual ? start : timeStart(bytes, start, stop);
    if (time !== -1) feedSpan(this.#timestamp, batch, row, time, stop);
  }

  #readText(bytes: Buffer, mark: number, stop: number, row: number, batch: Batch): void {
    let p = mark + 1;
    while (bytes[p] !== 0x5d) p += 1;
    p = skipPadding(bytes, p + 1, stop);
    const colon = moduleEnd(bytes, p, stop);
    if (colon !== -1) {
      feedSpan(this.#module, batch, row, p, colon);
      p = skipPadding(bytes, colon + 1, stop);
    }
    const args = argsStart(bytes, p, stop);
    // Arguments that have line ends stand on lines of their own; of these the colon is left.
    const messageEnd = args < stop ? args - 2 : bytes[stop - 1] === COLON ? stop - 1 : stop;
    if (messageEnd > p) feedSpan(this.#message, batch, row, p, messageEnd);
    if (this.#args !== undefined && args < stop) {
      this.#args.reset();
      readArgs(bytes, args, stop, this.#args);
      this.#args.write(batch, row);
    }
    const headEnd = args < stop ? bytes.indexOf(EQUALS, args) + 1 : stop;
    this.#heads?.remember(bytes, mark, headEnd, stop, row, batch);
  }
}

/**
 * Whether a field can come from an argument. The names with `@` are those of hclog's JSON form: an argument that had
 * such a name could pass itself off as the message of an event.
 */
function isArgument(name: string): boolean {
  return !own.has(name) && !name.startsWith('@');
}

/** The end of the line without blanks and without the code that ends a colour. */
function textEnd(bytes: Uint8Array, start: number, end: number): number {
  let stop = end;
  for (;;) {
    while (stop > start && (isBlank(bytes[stop - 1]!) || bytes[stop - 1] === 0x0d)) stop -= 1;
    const colour = colourStart(bytes, start, stop);
    if (colour === -1) return stop;
    stop = colour;
  }
}

function skipPadding(bytes: Uint8Array, at: number, end: number): number {
  let p = at;
  // Blank, tab, ESC and `#` are all below: nearly every text starts with another byte.
  while (p < end && bytes[p]! <= 0x23) {
    if (isBlank(bytes[p]!)) p += 1;
    else if (p + 4 <= end && isEscapedControl(bytes, p, 0x31, 0x31)) p += 4;
    else {
      const next = colourEnd(bytes, p, end);
      if (next === -1) return p;
      p = next;
    }
  }
  return p;
}

/** The colon after the name of the logger that starts at `at`, or -1: the name is one word, set off by `: `. */
function moduleEnd(bytes: Uint8Array, at: number, end: number): number {
  for (let i = at; i < end; i += 1) {
    const byte = bytes[i]!;
    if (inModule[byte] === 1) continue;
    if (byte !== COLON) return -1;
    if (i + 1 === end || bytes[i + 1] === 0x20) return i > at ? i : -1;
  }
  return -1;
}
