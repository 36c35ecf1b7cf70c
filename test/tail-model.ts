import { closeSync, ftruncateSync, mkdtempSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  | 'delete'
  | 'idle'
  | 'poll'
  | 'stop'
  | 'start';

export interface ModelOptions {
  /** Whether the follower's glob matches the rotated names as well. */
  readonly glob: boolean;
  /** Whether the writer appends; one that does not leaves a hole after a truncation. */
  readonly append: boolean;
}

interface WrittenFile {
  readonly fd: number;
  name: string;
  content: string;
  /** Whether a follower has looked since it was made. */
  seen: boolean;
}

/**
 * A writer of numbered lines with its files, a follower, and a model of what must come out. Every line is different,
 * so one that is torn, glued, lost or doubled shows.
 */
export class TailModel {
  readonly heard = new Heard();
  /** Lines that have been in a file when a follower looked: they must be heard. */
  readonly must = new Set<string>();
  /** All whole lines that have ever been in a file. */
  readonly may = new Set<string>();
  readonly #options: ModelOptions;
  readonly #directory = mkdtempSync(join(tmpdir(), 'tail-model-'));
  readonly #clock = manualClock();
  #live: WrittenFile | undefined;
  #old: WrittenFile[] = [];
  #count = 0;
  #rotations = 0;
  #follower: Follower | undefined;
  #positions: string = '[]';

  constructor(options: ModelOptions) {
    this.#options = options;
    this.#live = this.#create();
  }

  async run(actions: readonly Action[]): Promise<void> {
    for (const action of ['start', ...actions] as const) await this.#act(action);
    await this.#act('start');
    for (const file of this.#all()) this.#write(file, `${this.#next()}\n`);
    await this.#act('poll');
    await this.#follower?.stop();
    for (const { fd } of this.#all()) closeSync(fd);
    rmSync(this.#directory, { recursive: true });
  }

  /** Late writes go to the file whose writer has not reopened, then to any that was renamed before. */
  async #act(action: Action): Promise<void> {
    const { glob } = this.#options;
    const live = this.#live;
    const writer = live ?? this.#old.at(-1)!;
    if (action === 'line') this.#write(writer, `${this.#next()}\n`);
    else if (action === 'half') this.#write(writer, this.#next());
    else if (action === 'late' && this.#old[0] !== undefined) this.#write(this.#old[0], `${this.#next()}\n`);
    else if (action === 'poll') await this.#poll();
    else if (action === 'stop') await this.#stop();
    else if (action === 'start') await this.#start();
    else if (action === 'truncate') this.#truncate(writer);
    else if (action === 'delete') await this.#delete();
    else if (action === 'idle') await this.#idle();
    else if (action === 'reopen' && live === undefined) this.#live = this.#create();
    // By its name alone, a file that nobody saw before it lost the name cannot be found.
    else if (live !== undefined && (live.seen || glob) && (action === 'rotate' || action === 'rename')) {
      this.#rename(live);
      if (action === 'rotate') this.#live = this.#create();
    }
  }

  #all(): WrittenFile[] {
    return this.#live === undefined ? this.#old : [...this.#old, this.#live];
  }

  #next(): string {
    this.#count += 1;
    return `<${this.#count}>`;
  }

  #create(): WrittenFile {
    const fd = openSync(join(this.#directory, 'audit.log'), this.#options.append ? 'a+' : 'w+');
    return { fd, name: 'audit.log', content: '', seen: false };
  }

  #rename(live: WrittenFile): void {
    this.#rotations += 1;
    live.name = `audit.log.${this.#rotations}`;
    renameSync(join(this.#directory, 'audit.log'), join(this.#directory, live.name));
    this.#old.push(live);
    this.#live = undefined;
  }

  #write(file: WrittenFile, text: string): void {
    writeSync(file.fd, text);
    file.content += text;
    for (const line of file.content.split('\n').slice(0, -1)) this.may.add(line);
  }

  #truncate(file: WrittenFile): void {
    ftruncateSync(file.fd);
    file.content = '';
  }

  async #poll(): Promise<void> {
    if (this.#follower === undefined) return;
    await this.#follower.poll();
    for (const file of this.#all()) {
      file.seen = true;
      for (const line of file.content.split('\n').slice(0, -1)) this.must.add(line);
    }
  }

  async #stop(): Promise<void> {
    if (this.#follower === undefined) return;
    await this.#follower.stop();
    this.#positions = JSON.stringify(this.#follower.positions());
    this.#follower = undefined;
  }

  async #start(): Promise<void> {
    if (this.#follower !== undefined) return;
    const { sink, telemetry, logger } = this.heard;
    this.#follower = followSource({
      source: 'model',
      files: [join(this.#directory, this.#options.glob ? 'audit.log*' : 'audit.log')],
      start: 'beginning',
      maxLineBytes: 10_000,
      sink,
      telemetry,
      logger,
      clock: this.#clock,
      waker: manualWaker(),
      watch: false,
      positions: JSON.parse(this.#positions),
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
    closeSync(oldest.fd);
    rmSync(join(this.#directory, oldest.name));
  }

  /** So long that renamed files are let go: from then on nobody writes to them. */
  async #idle(): Promise<void> {
    if (this.#follower === undefined || this.#live === undefined || !this.#old.every(isWhole)) return;
    await this.#poll();
    this.#clock.advance(600_000);
    await this.#poll();
    for (const { fd } of this.#old) closeSync(fd);
    this.#old = [];
  }
}

function isWhole({ content }: WrittenFile): boolean {
  return content === '' || content.endsWith('\n');
}
