import type { Batch, Plan } from './batch.js';
import { type Feed, feedFixed, feedOf, feedSpan } from './feed.js';
import { FieldSlots } from './field-slots.js';
import { type LineDecoder, NOT_MINE } from './line-decoder.js';
import { facilities, severities } from './syslog-names.js';
import { Part, SyslogParts } from './syslog-parts.js';
import { readPriority } from './syslog-priority.js';
import { readRfc3164 } from './syslog-rfc3164.js';
import { isRfc5424, readRfc5424 } from './syslog-rfc5424.js';
import { readStructuredData, unescapeParam } from './syslog-structured-data.js';

/**
 * Syslog: RFC 5424 (section 6), and what is called RFC 3164, on the wire or as syslog daemons write it to files.
 * Fields: `priority` (PRIVAL), `facility`, `severity` (names: syslog-names.ts), `timestamp`, `host`, `program`,
 * `pid`, `msgid`, `message`; and each param of the structured data as SD-ID and param name:
 * `"action@43868".result`. What the line does not have, or has as nil (`-`), is absent. A message is taken from its
 * first character that is no blank.
 */
export function syslogDecoder(plan: Plan): LineDecoder {
  return new SyslogDecoder(plan);
}

class SyslogDecoder implements LineDecoder {
  readonly #parts = new SyslogParts();
  /** By Part; the structured data is no field of its own. */
  readonly #feeds: readonly (Feed | undefined)[];
  readonly #facility: Feed | undefined;
  readonly #severity: Feed | undefined;
  readonly #params: FieldSlots | undefined;

  constructor(plan: Plan) {
    this.#feeds = Object.keys(Part).map((name) => (name === 'data' ? undefined : feedOf(plan, name)));
    this.#facility = feedOf(plan, 'facility');
    this.#severity = feedOf(plan, 'severity');
    const params = new FieldSlots(plan, unescapeParam, (name) => name.includes('.'));
    this.#params = params.empty ? undefined : params;
  }

  decode(bytes: Buffer, start: number, end: number, row: number, batch: Batch): number {
    const parts = this.#parts;
    const at = readPriority(bytes, start, end, parts);
    const marked = parts.start(Part.priority) !== -1;
    const read = marked && isRfc5424(bytes, at, end) ? readRfc5424 : readRfc3164;
    if (!read(bytes, at, end, parts)) return NOT_MINE;
    for (let part = 0; part < this.#feeds.length; part += 1) {
      const from = parts.start(part);
      if (from !== -1) feedSpan(this.#feeds[part], batch, row, from, parts.end(part));
    }
    if (marked) {
      feedFixed(this.#facility, batch, row, facilities[parts.prival >> 3]!);
      feedFixed(this.#severity, batch, row, severities[parts.prival & 7]!);
    }
    this.#readParams(bytes, row, batch);
    return 1;
  }

  #readParams(bytes: Buffer, row: number, batch: Batch): void {
    const data = this.#parts.start(Part.data);
    if (this.#params === undefined || data === -1) return;
    this.#params.reset();
    readStructuredData(bytes, data, this.#parts.end(Part.data), this.#params);
    this.#params.write(batch, row);
  }
}
