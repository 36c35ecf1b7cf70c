import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pick, type Random, randomInt } from '../../src/base/random.js';
import type { LogFile } from './layout.js';
import { LineSource } from './line-source.js';
import { OpenLog } from './open-log.js';
import { renameNumbered, shiftNumbered } from './rotated-names.js';
import type { TraceEntry } from './write-trace.js';
import type { LostWindow, Written } from './written.js';

const maxBatch = 48;
/** Of all writes, those that end within a line. */
const halfLines = 1 / 120;
const maxHalfLine = 500;
/** Seconds of writing that are caught up after a pause. */
const maxDebt = 0.5;

/** Writes one log as a program would: in writes of some lines, at times of half a line, to what it has open. */
export class LogStream {
  readonly #file: LogFile;
  readonly #path: string;
  readonly #random: Random;
  readonly #rate: number;
  readonly #lines: LineSource;
  readonly #trace: (entry: TraceEntry) => void;
  #open: OpenLog[] = [];
  #half: { readonly log: OpenLog; readonly rest: Uint8Array; readonly at: number } | undefined;
  #debt = 0;
  #paused = false;
  /** Lines that may be torn or taken by a truncation begin here. */
  #window: LostWindow | undefined;

  /** `rate`: lines per second. `trace` is told of everything that is done to the file. */
  constructor(
    file: LogFile,
    directory: string,
    options: {
      readonly random: Random;
      readonly rate: number;
      readonly trace: (entry: TraceEntry) => void;
    },
  ) {
    const { random, rate, trace } = options;
    this.#file = file;
    this.#path = join(directory, file.path);
    this.#random = random;
    this.#rate = rate;
    this.#trace = trace;
    this.#lines = new LineSource(file.name, random);
    this.#openPath();
  }

  get written(): Written {
    return this.#lines.written;
  }

  /** Writes what is due after `elapsed` milliseconds. */
  tick(elapsed: number, now: number): void {
    this.#debt = Math.min(this.#debt + (this.#rate * elapsed) / 1000, this.#rate * maxDebt);
    if (this.#half !== undefined && now >= this.#half.at) this.#endHalfLine();
    while (this.#debt >= 1 && !this.#paused && this.#half === undefined) {
      const lines = Math.min(Math.floor(this.#debt), randomInt(this.#random, 1, maxBatch));
      this.#debt -= lines;
      this.#write(lines, now);
    }
  }

  pause(): void {
    this.#endHalfLine();
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
  }

  async reopen(both: number): Promise<void> {
    if (both === 0) {
      this.close();
      return this.#openPath();
    }
    this.#endHalfLine();
    const old = this.#open;
    this.#open = [...old];
    this.#openPath();
    await sleep(both);
    this.#endHalfLine();
    this.#open = this.#open.filter((log) => !old.includes(log));
    this.#closeAll(old);
  }

  chain(times: number): void {
    this.#endHalfLine();
    for (let i = 0; i < times; i += 1) {
      renameNumbered(this.#path);
      this.#write(randomInt(this.#random, 1, maxBatch), 0);
      this.#endHalfLine();
      this.close();
      this.#openPath();
      this.#write(randomInt(this.#random, 1, maxBatch), 0);
      this.#endHalfLine();
    }
  }

  /** A line that is torn by the truncation is nobody's loss to count: so none is half written at the copy. */
  async copyTruncate(gap: number, still: boolean): Promise<void> {
    this.#endHalfLine();
    shiftNumbered(this.#path);
    copyFileSync(this.#path, `${this.#path}.1`);
    for (const log of this.#open) this.#tell('copy', log);
    if (still) this.pause();
    else this.openWindow();
    await sleep(gap);
    const [log] = this.#open;
    if (log !== undefined) this.#tell('truncate', log);
    log?.truncate();
    if (still) this.resume();
    else this.closeWindow();
    this.#writeBanner();
  }

  /** From now on a copytruncate may take what is written, but tears no line at the truncation. */
  openWindow(): void {
    this.#endHalfLine();
    this.#window = this.#lines.mark();
  }

  /** The truncation is over. */
  closeWindow(): void {
    if (this.#window !== undefined) this.#lines.lostSince(this.#window);
    this.#window = undefined;
  }

  close(): void {
    this.#endHalfLine();
    this.#closeAll(this.#open);
    this.#open = [];
  }

  #closeAll(logs: readonly OpenLog[]): void {
    for (const log of logs) {
      this.#tell('close', log);
      log.close();
    }
  }

  #openPath(): void {
    const log = new OpenLog(this.#path, this.#file.append);
    this.#open.push(log);
    this.#tell('open', log);
    this.#writeBanner();
  }

  #writeBanner(): void {
    if (!this.#file.banner) return;
    this.#open.at(-1)?.write(Buffer.from(this.#lines.banner()));
  }

  #write(lines: number, now: number): void {
    const log = pick(this.#random, this.#open);
    const from = this.written.events + 1;
    const bytes = Buffer.from(this.#lines.next(lines));
    if (this.#random() >= halfLines || this.#window !== undefined) {
      this.#tell('write', log, bytes.length, from);
      log.write(bytes);
      return;
    }
    const start = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
    const cut = randomInt(this.#random, start + 1, bytes.length);
    this.#tell('write', log, cut, from);
    log.write(bytes.subarray(0, cut));
    this.#half = {
      log,
      rest: bytes.subarray(cut),
      at: now + randomInt(this.#random, 1, maxHalfLine) * this.#random(),
    };
  }

  #endHalfLine(): void {
    const half = this.#half;
    this.#half = undefined;
    if (half === undefined) return;
    this.#tell('rest', half.log, half.rest.length, this.written.events);
    half.log.write(half.rest);
  }

  #tell(what: TraceEntry['what'], log: OpenLog, bytes = 0, from = this.written.events + 1): void {
    const { inode, position: offset } = log;
    const to = this.written.events;
    this.#trace({ at: Date.now(), file: this.#file.name, what, inode, offset, bytes, from, to });
  }
}
