import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { manualClock } from '../src/base/clock.js';
import { manualWaker } from '../src/base/waker.js';
import { type Follower, followSource } from '../src/tail/follow-source.js';
import { type LogAction, LogActions } from './support/log-actions.js';
import { LOG, LogDisk, type LogOptions, type LogReader } from './support/log-disk.js';
import { memoryDirectory } from './support/memory-directory.js';
import { Heard } from './tail-harness.js';

/**
 * `busy`: a poll, and the log actions behind it happen in the midst of it. `halt`: a stop in the midst of a poll.
 * `crash`: what was heard since the last checkpoint is forgotten. `relapse`: the last checkpoint is damaged as well.
 * `pause`: time passes and nobody looks. `idle`: so long that renamed files are let go.
 */
export type RunAction = 'start' | 'poll' | 'busy' | 'stop' | 'halt' | 'crash' | 'relapse' | 'pause' | 'idle';

export type Action = LogAction | RunAction;

export interface ModelOptions extends LogOptions {
  readonly maxOpen: number;
  /** A checkpoint is made each time the follower has asked so often for the time: in the midst of what it does. */
  readonly checkpointEvery: number;
  /** Steps of the follower between two things that happen in the midst of a poll. */
  readonly pace: number;
}

interface Saved {
  readonly positions: string;
  readonly lines: number;
}

/** A log, a follower, and a model of what must come out. */
export class TailModel {
  readonly heard = new Heard();
  readonly #options: ModelOptions;
  readonly #directory = memoryDirectory('tail-model-');
  /** Before the files of this day, so that their real time of birth is never in the way. */
  readonly #clock = manualClock(1e12);
  readonly #disk: LogDisk;
  readonly #log: LogActions;
  readonly #reader: LogReader & { isBusy: boolean };
  #follower: Follower | undefined;
  #checkpoints: readonly [Saved, Saved] = [never, never];
  /** What happens in the midst of the poll that is running. */
  #meanwhile: (() => void)[] = [];
  #steps = 0;

  constructor(options: ModelOptions) {
    this.#options = options;
    this.#reader = {
      isBusy: false,
      heard: () => new Set(this.heard.lines),
      kept: () => new Set(this.heard.lines.slice(0, this.#checkpoints[1].lines)),
    };
    this.#disk = new LogDisk(this.#directory, options, this.#clock, this.#reader);
    this.#log = new LogActions(this.#disk);
  }

  async run(actions: readonly Action[]): Promise<void> {
    try {
      await this.#poll();
      this.#save();
      for (let next = 0; next < actions.length; next += 1) {
        const action = actions[next]!;
        if (action === 'busy') next += await this.#busy(actions.slice(next + 1));
        else await this.#act(action);
      }
      await this.#poll();
      this.#log.finish();
      await this.#poll();
      // Dead files are let go now, and their last lines count.
      for (let round = 0; round < 3; round += 1) {
        this.#clock.advance(600_000);
        await this.#poll();
      }
    } finally {
      await this.#follower?.stop();
      for (const file of this.#disk.files) file.close();
      for (const directory of [this.#directory, `${this.#directory}.removed`]) {
        rmSync(directory, { recursive: true });
      }
    }
  }

  /** Every line that has been in a file came once and whole; those in no file any more may be missing. */
  check(): void {
    const { ledger } = this.#disk;
    const heard = new Set(this.heard.lines);
    assert.deepEqual(duplicates(this.heard.lines), [], 'lines came twice');
    assert.deepEqual(
      [...ledger.written].filter((line) => !heard.has(line) && !ledger.excused.has(line)),
      [],
      'lines were lost',
    );
    assert.deepEqual(
      [...heard].filter((line) => !ledger.isOf(line)),
      [],
      'lines that nobody wrote',
    );
    assert.equal(
      ledger.outOfOrder(this.heard.lines),
      undefined,
      'a line came before an earlier one of its file',
    );
  }

  /** Which lines there were. */
  get ledger() {
    return this.#disk.ledger;
  }

  /** Lines that may be missing. */
  get excused(): ReadonlySet<string> {
    return this.#disk.ledger.excused;
  }

  async #act(action: Exclude<Action, 'busy'>): Promise<void> {
    if (action === 'start' || action === 'poll') await this.#poll(action === 'start');
    else if (action === 'stop') await this.#stop();
    else if (action === 'halt') await this.#halt();
    else if (action === 'crash') await this.#crash(0);
    else if (action === 'relapse') await this.#crash(1);
    else if (action === 'pause') this.#clock.advance(3_000);
    else if (action === 'idle') await this.#idle();
    else this.#log.perform(action);
  }

  async #poll(start = true): Promise<void> {
    if (this.#follower === undefined && !start) return;
    this.#follower ??= this.#start();
    await this.#follower.poll();
  }

  /** Returns how many of the actions have been done. */
  async #busy(actions: readonly Action[]): Promise<number> {
    const end = actions.findIndex((action) => isRunAction(action));
    const meanwhile = (end < 0 ? actions : actions.slice(0, end)) as LogAction[];
    this.#meanwhile = meanwhile.map((action) => () => this.#log.perform(action));
    this.#steps = 0;
    this.#reader.isBusy = true;
    await this.#poll();
    this.#reader.isBusy = false;
    for (const happen of this.#meanwhile.splice(0)) happen();
    return meanwhile.length;
  }

  async #halt(): Promise<void> {
    const follower = this.#follower;
    if (follower === undefined) return;
    this.#steps = 0;
    let stopped: Promise<void> | undefined;
    this.#meanwhile = [
      () => {
        stopped = follower.stop();
      },
    ];
    await follower.poll();
    await stopped;
    this.#meanwhile = [];
    await this.#stop();
  }

  async #stop(): Promise<void> {
    if (this.#follower === undefined) return;
    await this.#follower.stop();
    this.#save();
    this.#follower = undefined;
    this.#disk.ledger.ended(this.#reader.heard());
  }

  /** `back`: how many checkpoints are lost too. */
  async #crash(back: 0 | 1): Promise<void> {
    await this.#follower?.stop();
    this.#follower = undefined;
    const saved = this.#checkpoints[back];
    this.#checkpoints = [saved, saved];
    this.heard.lines.length = saved.lines;
    this.#disk.ledger.ended(this.#reader.heard());
  }

  #save(): void {
    const positions = this.#follower?.positions() ?? [];
    // Without any, the next run would be a first one, which does not read history.
    if (positions.length === 0) return;
    const saved = { positions: JSON.stringify(positions), lines: this.heard.lines.length };
    this.#checkpoints = [saved, this.#checkpoints[0] === never ? saved : this.#checkpoints[0]];
  }

  /** The follower does something: the moment for what happens meanwhile. */
  #step(): void {
    this.#steps += 1;
    const { checkpointEvery, pace } = this.#options;
    if (this.#steps % pace === 0) this.#meanwhile.shift()?.();
    // As a timer, it has its turn when the follower waits.
    if (this.#steps % checkpointEvery === 0) queueMicrotask(() => this.#save());
  }

  #start(): Follower {
    const { sink, telemetry, logger } = this.heard;
    const { glob, maxOpen } = this.#options;
    const step = () => this.#step();
    return followSource({
      source: 'model',
      files: [join(this.#directory, glob ? 'audit*.log*' : LOG)],
      start: 'beginning',
      maxLineBytes: 10_000,
      sink(chunk) {
        sink(chunk);
        step();
      },
      telemetry,
      logger: { ...logger, info: step },
      clock: {
        now: () => {
          step();
          return this.#clock.now();
        },
        monotonic: () => {
          step();
          return this.#clock.monotonic();
        },
      },
      waker: manualWaker(),
      watch: false,
      positions: JSON.parse(this.#checkpoints[0].positions),
      tuning: { chunkBytes: 64, turnBytes: 200, maxOpen, lookAgain: 0 },
    });
  }

  async #idle(): Promise<void> {
    if (this.#follower === undefined || !this.#log.isCalm) return;
    await this.#poll();
    this.#clock.advance(600_000);
    await this.#poll();
  }
}

const never: Saved = { positions: '[]', lines: 0 };

const runActions: ReadonlySet<Action> = new Set<RunAction>([
  'start',
  'poll',
  'busy',
  'stop',
  'halt',
  'crash',
  'relapse',
  'pause',
  'idle',
]);

function isRunAction(action: Action): action is RunAction {
  return runActions.has(action);
}

function duplicates(lines: readonly string[]): string[] {
  const seen = new Set<string>();
  return lines.filter((line) => seen.size === seen.add(line).size);
}
