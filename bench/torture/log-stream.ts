import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pick, type Random, randomInt } from '../../src/base/random.js';
import type { LogFile } from './layout.js';
import { bannerLine } from './line.js';
import { LineSource } from './line-source.js';
import { OpenLog } from './open-log.js';
import { renameNumbered, shiftNumbered } from './rotated-names.js';
import type { Written } from './written.js';

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
  #open: OpenLog[] = [];
  #half: { readonly log: OpenLog; readonly rest: Uint8Array; readonly at: number } | undefined;
  #debt = 0;
  #paused = false;

  /** `rate`: lines per second. */
  constructor(file: LogFile, directory: string, random: Random, rate: number) {
    this.#file = file;
    this.#path = join(directory, file.path);
    this.#random = random;
    this.#rate = rate;
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
    for (const log of old) log.close();
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
  async copyTruncate(gap: number, loose: boolean): Promise<void> {
    this.#endHalfLine();
    shiftNumbered(this.#path);
    copyFileSync(this.#path, `${this.#path}.1`);
    if (loose) {
      const mark = this.#lines.mark();
      await sleep(gap);
      this.#endHalfLine();
      this.#lines.lostSince(mark);
    } else {
      this.pause();
      await sleep(gap);
      this.resume();
    }
    this.#open[0]?.truncate();
    this.#writeBanner();
  }

  close(): void {
    this.#endHalfLine();
    for (const log of this.#open) log.close();
    this.#open = [];
  }

  #openPath(): void {
    this.#open.push(new OpenLog(this.#path, this.#file.append));
    this.#writeBanner();
  }

  #writeBanner(): void {
    if (!this.#file.banner) return;
    this.#open.at(-1)?.write(Buffer.from(bannerLine));
    this.written.other.ignored += 1;
  }

  #write(lines: number, now: number): void {
    const log = pick(this.#random, this.#open);
    const bytes = Buffer.from(this.#lines.next(lines));
    if (this.#random() >= halfLines) {
      log.write(bytes);
      return;
    }
    const start = bytes.lastIndexOf('\n', bytes.length - 2) + 1;
    const cut = randomInt(this.#random, start + 1, bytes.length);
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
    half?.log.write(half.rest);
  }
}
