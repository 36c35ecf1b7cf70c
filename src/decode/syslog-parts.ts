/** The parts of a syslog line, in the order in which RFC 5424 has them. */
export const Part = {
  priority: 0,
  timestamp: 1,
  host: 2,
  program: 3,
  pid: 4,
  msgid: 5,
  data: 6,
  message: 7,
} as const;

const COUNT = 8;

/** Where the parts of one line stand in its bytes. One for each decoder, used again for every line. */
export class SyslogParts {
  readonly #start = new Int32Array(COUNT).fill(-1);
  readonly #end = new Int32Array(COUNT);
  /** PRIVAL, 0 to 191; counts only when the part `priority` is there. */
  prival = 0;

  /** Where a part starts, or -1 when the line has none. */
  start(part: number): number {
    return this.#start[part]!;
  }

  end(part: number): number {
    return this.#end[part]!;
  }

  /** An empty part is none. */
  set(part: number, start: number, end: number): void {
    this.#start[part] = start < end ? start : -1;
    this.#end[part] = end;
  }

  /** Forgets every part from `part` on. */
  clear(part: number): void {
    this.#start.fill(-1, part);
  }
}
