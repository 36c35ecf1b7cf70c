import assert from 'node:assert/strict';
import { silentTelemetry } from '../../src/base/telemetry.js';
import { Exposure } from '../../src/exporter/exposure.js';
import { markLine, parseMarkLine } from '../../src/state/mark-line.js';
import type { ExposureState, NumberedMark } from '../../src/state/read-mark.js';
import type { FileRef } from '../../src/tail/chunk.js';
import { handOn, newFileRef } from '../../src/tail/outlet.js';

/** Something that lines are written to, whatever its name is at the moment. */
interface Content {
  bytes: Buffer;
  /** Whether the exporter can find it. */
  found: boolean;
  /** As far as the exporter has read it, and the lines it has counted. */
  offset: number;
  lines: number;
  file: FileRef;
}

interface Saved {
  readonly state: ExposureState;
  readonly contents: readonly { readonly offset: number; readonly lines: number }[];
}

const MAX_LINE_BYTES = 60;

/**
 * Logs, an exporter that counts their lines, its state directory, and somebody who scrapes. Checks that nobody sees a
 * count fall, whenever the exporter is killed and however late a log is found again; and that nothing is waited for
 * that has been read.
 */
export class ExposureWorld {
  readonly seen = { crashes: 0, scrapes: 0, refused: 0, awaited: 0 };
  readonly #contents: Content[] = [];
  readonly #shown: number[] = [];
  #exposure: Exposure;
  #live = false;
  /** The state directory. */
  #marks = '';
  #current: Saved | 'damaged' | undefined;
  #previous: Saved | 'damaged' | undefined;
  /** A checkpoint that is being written. */
  #taken: Saved | undefined;
  /** The process ends after so many more characters in the file of marks. */
  #room = Number.POSITIVE_INFINITY;
  #killed = false;
  #written = 0;

  constructor() {
    this.#exposure = new Exposure(this.#log());
    this.#exposure.restore(undefined);
    // As the exporter does before it shows anything.
    this.take();
    this.land();
    this.#live = true;
  }

  /** Lines of these lengths at the end of a log; what is longer than the limit is skipped. */
  write(content: number, lengths: readonly number[]): void {
    const at = this.#at(content);
    const lines = lengths.map((length) => {
      this.#written += 1;
      return `${`${this.#written}`.padEnd(length, '.')}\n`;
    });
    at.bytes = Buffer.concat([at.bytes, Buffer.from(lines.join(''))]);
  }

  /** Rotated to where it is not found, or back. */
  find(content: number, found: boolean): void {
    this.#at(content).found = found;
  }

  /** Reads on by at most so many bytes, whole lines. */
  read(content: number, most: number): void {
    const at = this.#at(content);
    if (!at.found) return;
    const end = at.bytes.subarray(0, Math.min(at.bytes.length, at.offset + most)).lastIndexOf('\n') + 1;
    if (end > at.offset) this.#take(at, end);
  }

  scrape(): void {
    if (!this.#live && this.#awaited() > 0) {
      this.seen.refused += 1;
      return;
    }
    this.#live = true;
    this.#exposure.show();
    if (this.#killed) return;
    this.seen.scrapes += 1;
    this.#contents.forEach(({ lines }, i) => {
      assert.ok(lines >= (this.#shown[i] ?? 0), `log ${i} fell from ${this.#shown[i]} to ${lines}`);
      this.#shown[i] = lines;
    });
  }

  take(): void {
    if (this.#taken !== undefined) return;
    const contents = this.#contents.map(({ offset, lines }) => ({ offset, lines }));
    this.#taken = structuredClone({ state: this.#exposure.take(), contents });
  }

  /** The checkpoint that is being written is on disk; `told`: and the process has lived to hear of it. */
  land(told = true): void {
    const saved = this.#taken;
    if (saved === undefined) return;
    this.#taken = undefined;
    this.#previous = this.#current;
    this.#current = saved;
    if (told) this.#exposure.written(saved.state);
  }

  /** It could not be written. */
  fail(): void {
    this.#taken = undefined;
  }

  crash(how: {
    readonly landed: boolean;
    readonly damaged: boolean;
    readonly lost: readonly number[];
  }): void {
    if (how.landed) this.land(false);
    // Without the one before it there is nothing to go back to, and everything starts anew.
    if (how.damaged && typeof this.#previous === 'object') this.#current = 'damaged';
    this.seen.crashes += 1;
    this.#restart(how.lost);
  }

  /** Killed while marks are noted for a scrape, after so many characters. */
  crashInScrape(room: number, lost: readonly number[]): void {
    this.#room = room;
    this.scrape();
    this.#room = Number.POSITIVE_INFINITY;
    this.#killed = false;
    this.seen.crashes += 1;
    this.#restart(lost);
  }

  /** Killed while the file of marks is tidied: what stands in it is what it was, or what it is to be. */
  crashInTidying(lost: readonly number[]): void {
    if (this.#taken === undefined) this.take();
    const before = this.#marks;
    this.land();
    this.#marks = before;
    this.seen.crashes += 1;
    this.#restart(lost);
  }

  /** Everything is found and read: then nothing is waited for. */
  settle(): void {
    for (const content of this.#contents) {
      content.found = true;
      if (content.bytes.length > content.offset) this.#take(content, content.bytes.length);
    }
    assert.equal(this.#awaited(), 0, 'what was read is waited for');
    this.scrape();
  }

  #restart(lost: readonly number[]): void {
    const saved = this.#current === 'damaged' ? this.#previous : this.#current;
    assert.ok(typeof saved === 'object');
    this.#taken = undefined;
    this.#contents.forEach((content, i) => {
      const { offset, lines } = saved.contents[i] ?? { offset: 0, lines: 0 };
      Object.assign(content, { offset, lines, file: newFileRef(`log ${i}`), found: !lost.includes(i) });
    });
    this.#exposure = new Exposure(this.#log());
    this.#exposure.restore(structuredClone(saved.state), this.#current !== 'damaged');
    this.#live = false;
    this.seen.awaited += this.#awaited();
  }

  #take(content: Content, end: number): void {
    const { bytes, offset, file } = content;
    const sink = (chunk: Parameters<Exposure['read']>[0]): void => {
      content.lines += chunk.bytes.subarray(chunk.start, chunk.end).toString().split('\n').length - 1;
      this.#exposure.read(chunk);
    };
    const outlet = { source: 's', maxLineBytes: MAX_LINE_BYTES, sink, telemetry: silentTelemetry };
    handOn(outlet, { file, bytes, start: offset, end, offset, tooLong: 0 });
    content.offset = end;
  }

  #awaited(): number {
    return this.#exposure.awaited('s').length;
  }

  #at(i: number): Content {
    while (this.#contents.length <= i) {
      const file = newFileRef(`log ${this.#contents.length}`);
      this.#contents.push({ bytes: Buffer.alloc(0), found: true, offset: 0, lines: 0, file });
    }
    return this.#contents[i]!;
  }

  #log() {
    return {
      load: () => this.#marks.split('\n').flatMap((line) => parseMarkLine(line) ?? []),
      append: (marks: readonly NumberedMark[]) => {
        const text = `\n${marks.map(markLine).join('')}`;
        this.#marks += text.slice(0, this.#room);
        this.#killed = text.length > this.#room;
      },
      keep: (marks: readonly NumberedMark[]) => {
        this.#marks = marks.map(markLine).join('');
      },
    };
  }
}
