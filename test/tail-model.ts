import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { manualClock } from '../src/base/clock.js';
import { manualWaker } from '../src/base/waker.js';
import { type Follower, followSource } from '../src/tail/follow-source.js';
import { Heard } from './tail-harness.js';

export type Action =
  | 'line'
  | 'half'
  | 'late'
  | 'rotate'
  | 'rename'
  | 'reopen'
  | 'truncate'
  | 'copytruncate'
  | 'pack'
  | 'delete'
  | 'idle'
  | 'poll'
  | 'stop'
  | 'crash'
  | 'start';

export interface ModelOptions {
  /** Whether the follower's glob matches the rotated names as well. */
  readonly glob: boolean;
  /** Whether the writer appends; one that does not leaves a hole after a truncation. */
  readonly append: boolean;
  /** How rotation names files: always the next number, numbers that move up (as logrotate), dates. */
  readonly naming: 'next' | 'shift' | 'date';
  /** A checkpoint is made each time the follower has asked so often for the time: in the midst of what it does. */
  readonly checkpointEvery: number;
}

interface WrittenFile {
  /** Undefined: nobody writes to it. */
  fd: number | undefined;
  name: string;
  content: string;
}

/**
 * A writer of numbered lines with its files, a follower, and a model of what must come out. Every line is different,
 * so one that is torn, glued, lost or doubled shows.
 */
export class TailModel {
  readonly heard = new Heard();
  /** Lines that have been in a file when a follower looked: they must be heard. */
  readonly must = new Set<string>();
  /** All lines that have ever been in a file; the last one counts without an end where nobody writes on. */
  readonly may = new Set<string>();
  readonly #options: ModelOptions;
  readonly #directory = mkdtempSync(join(tmpdir(), 'tail-model-'));
  readonly #clock = manualClock();
  #live: WrittenFile | undefined;
  #old: WrittenFile[] = [];
  /** On the disk, and never written to again: copies, and files that are being or have been compressed. */
  #dead: WrittenFile[] = [];
  #packing: WrittenFile | undefined;
  #count = 0;
  #rotations = 0;
  #follower: Follower | undefined;
  #checkpoint = { positions: '[]', lines: 0 };
  #asked = 0;

  constructor(options: ModelOptions) {
    this.#options = options;
    this.#live = this.#create();
  }

  async run(actions: readonly Action[]): Promise<void> {
    try {
      await this.#act('start');
      this.#save();
      for (const action of actions) await this.#act(action);
      await this.#act('start');
      for (const file of this.#all()) this.#write(file, `${this.#next()}\n`);
      this.#live ??= this.#create();
      this.#write(this.#live, `${this.#next()}\n`);
      await this.#act('poll');
      // Dead files are let go now, and their last lines count.
      for (let round = 0; round < 3; round += 1) {
        this.#clock.advance(600_000);
        await this.#act('poll');
      }
    } finally {
      await this.#follower?.stop();
      for (const file of this.#all()) this.#kill(file);
      rmSync(this.#directory, { recursive: true });
    }
  }

  /** Late writes go to the file whose writer has not reopened, then to any that was renamed before. */
  async #act(action: Action): Promise<void> {
    const live = this.#live;
    const writer = live ?? this.#old.at(-1)!;
    if (action === 'line') this.#write(writer, `${this.#next()}\n`);
    else if (action === 'half') this.#write(writer, this.#next());
    else if (action === 'late' && this.#old[0] !== undefined) this.#write(this.#old[0], `${this.#next()}\n`);
    else if (action === 'poll') await this.#poll();
    else if (action === 'stop') await this.#stop();
    else if (action === 'crash') await this.#crash();
    else if (action === 'start') await this.#start();
    else if (action === 'truncate') this.#truncate(writer);
    else if (action === 'delete') await this.#delete();
    else if (action === 'idle') await this.#idle();
    else if (action === 'pack') this.#pack();
    else if (action === 'reopen' && live === undefined) this.#live = this.#create();
    else if (action === 'copytruncate' && live !== undefined) this.#copy(live);
    else if (live !== undefined && (action === 'rotate' || action === 'rename')) {
      this.#rename(live);
      if (action === 'rotate') this.#live = this.#create();
    }
  }

  #all(): WrittenFile[] {
    return this.#live === undefined ? this.#old : [...this.#old, this.#live];
  }

  #path(name: string): string {
    return join(this.#directory, name);
  }

  #next(): string {
    this.#count += 1;
    return `<${this.#count}>`;
  }

  #create(): WrittenFile {
    const fd = openSync(this.#path('audit.log'), this.#options.append ? 'a+' : 'w+');
    return { fd, name: 'audit.log', content: '' };
  }

  /** The name for the next rotated file; those that are there make room. */
  #rotatedName(): string {
    const { naming } = this.#options;
    this.#rotations += 1;
    if (naming === 'next') return `audit.log.${this.#rotations}`;
    if (naming === 'date') return `audit-${20_261_120 + this.#rotations}.log`;
    this.#finishPacking();
    const numbered = [...this.#old, ...this.#dead].filter(({ name }) => /\.\d/.test(name));
    for (const file of numbered.sort((a, b) => numberOf(b) - numberOf(a))) {
      const name = file.name.replace(/\.(\d+)/, (_, digits: string) => `.${Number(digits) + 1}`);
      renameSync(this.#path(file.name), this.#path(name));
      file.name = name;
    }
    return 'audit.log.1';
  }

  #rename(live: WrittenFile): void {
    live.name = this.#rotatedName();
    renameSync(this.#path('audit.log'), this.#path(live.name));
    this.#old.push(live);
    this.#live = undefined;
  }

  /** In one step: what is written between the two is lost to everybody. */
  #copy(live: WrittenFile): void {
    const copy = { fd: undefined, name: this.#rotatedName(), content: live.content };
    copyFileSync(this.#path('audit.log'), this.#path(copy.name));
    this.#dead.push(copy);
    this.#kill(copy);
    this.#truncate(live);
  }

  /** Begins to compress a file, or finishes what it began. */
  #pack(): void {
    if (this.#packing !== undefined) {
      this.#finishPacking();
      return;
    }
    const others = this.#live === undefined ? this.#old.slice(0, -1) : this.#old;
    const file = this.#dead.find(({ name }) => !name.endsWith('.gz')) ?? others[0];
    if (file === undefined) return;
    this.#kill(file);
    this.#old = this.#old.filter((each) => each !== file);
    if (!this.#dead.includes(file)) this.#dead.push(file);
    this.#packing = file;
    const packed = gzipSync(readFileSync(this.#path(file.name)));
    writeFileSync(this.#path(`${file.name}.gz`), packed.subarray(0, packed.length / 2));
  }

  #finishPacking(): void {
    const file = this.#packing;
    if (file === undefined) return;
    const [path, packed] = [this.#path(file.name), this.#path(`${file.name}.gz`)];
    const { atimeMs, mtimeMs } = statSync(path);
    writeFileSync(packed, gzipSync(readFileSync(path)));
    utimesSync(packed, atimeMs / 1000, mtimeMs / 1000);
    rmSync(path);
    file.name += '.gz';
    this.#packing = undefined;
  }

  #kill(file: WrittenFile): void {
    if (file.fd !== undefined) closeSync(file.fd);
    file.fd = undefined;
    const last = file.content.split('\n').at(-1)!;
    if (last !== '') this.may.add(last);
  }

  #write(file: WrittenFile, text: string): void {
    writeSync(file.fd!, text);
    file.content += text;
    for (const line of file.content.split('\n').slice(0, -1)) this.may.add(line);
  }

  #truncate(file: WrittenFile): void {
    ftruncateSync(file.fd!);
    file.content = '';
  }

  async #poll(): Promise<void> {
    if (this.#follower === undefined) return;
    await this.#follower.poll();
    for (const file of this.#all()) {
      for (const line of file.content.split('\n').slice(0, -1)) this.must.add(line);
    }
  }

  async #stop(): Promise<void> {
    if (this.#follower === undefined) return;
    await this.#follower.stop();
    this.#save();
    this.#follower = undefined;
  }

  /** What was heard since the last checkpoint is forgotten with the process. */
  async #crash(): Promise<void> {
    await this.#follower?.stop();
    this.#follower = undefined;
    this.heard.lines.length = this.#checkpoint.lines;
  }

  #save(): void {
    const positions = this.#follower?.positions() ?? [];
    // Without any, the next run would be a first one, which does not read history.
    if (positions.length === 0) return;
    this.#checkpoint = { positions: JSON.stringify(positions), lines: this.heard.lines.length };
  }

  #monotonic(): number {
    this.#asked += 1;
    if (this.#follower !== undefined && this.#asked % this.#options.checkpointEvery === 0) this.#save();
    return this.#clock.monotonic();
  }

  async #start(): Promise<void> {
    if (this.#follower !== undefined) return;
    const { sink, telemetry, logger } = this.heard;
    this.#follower = followSource({
      source: 'model',
      files: [this.#path(this.#options.glob ? 'audit*.log*' : 'audit.log')],
      start: 'beginning',
      maxLineBytes: 10_000,
      sink,
      telemetry,
      logger,
      clock: { now: () => this.#clock.now(), monotonic: () => this.#monotonic() },
      waker: manualWaker(),
      watch: false,
      positions: JSON.parse(this.#checkpoint.positions),
      tuning: { chunkBytes: 64, turnBytes: 200, maxOpen: 2, lookAgain: 0 },
    });
    await this.#poll();
  }

  /** Removes the oldest file, all read: its inode goes to the next one that is made. */
  async #delete(): Promise<void> {
    const oldest = this.#old[0];
    if (this.#follower === undefined || oldest === undefined || !isWhole(oldest)) return;
    if (this.#live === undefined && this.#old.length === 1) return;
    await this.#poll();
    this.#old.shift();
    this.#kill(oldest);
    rmSync(this.#path(oldest.name));
  }

  /** So long that renamed files are let go: from then on nobody writes to them. */
  async #idle(): Promise<void> {
    if (this.#follower === undefined || this.#live === undefined || !this.#old.every(isWhole)) return;
    await this.#poll();
    this.#clock.advance(600_000);
    await this.#poll();
    for (const file of this.#old) this.#kill(file);
    this.#dead.push(...this.#old);
    this.#old = [];
  }
}

function isWhole({ content }: WrittenFile): boolean {
  return content === '' || content.endsWith('\n');
}

function numberOf({ name }: WrittenFile): number {
  return Number(/\.(\d+)/.exec(name)?.[1] ?? 0);
}
