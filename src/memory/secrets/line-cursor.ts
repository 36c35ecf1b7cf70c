const LF = 0x0a;
const CR = 0x0d;

/** Tells the line of places that come line by line. Reads each byte at most twice, wherever the places are. */
export class LineCursor {
  /** The line found last, without its LF. */
  start = 0;
  end = -1;
  readonly #bytes: Uint8Array;
  readonly #from: number;
  readonly #to: number;

  /** For lines of `bytes[from, to)`; `from` is a line's start. */
  constructor(bytes: Uint8Array, from: number, to: number) {
    this.#bytes = bytes;
    this.#from = from;
    this.#to = to;
  }

  /** The end of the line's text: without a CR. */
  get textEnd(): number {
    return this.end > this.start && this.#bytes[this.end - 1] === CR ? this.end - 1 : this.end;
  }

  /** Moves to the line of the byte at `at`, which must not be before the line found last. */
  moveTo(at: number): void {
    if (at < this.end) return;
    const least = this.end === -1 ? this.#from : this.end + 1;
    let start = at;
    while (start > least && this.#bytes[start - 1] !== LF) start -= 1;
    const lf = this.#bytes.indexOf(LF, at);
    this.start = start;
    this.end = lf === -1 || lf > this.#to ? this.#to : lf;
  }
}
