import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { manualClock } from '../src/base/clock.js';
import type { Follower } from '../src/tail/follow-source.js';
import { checkHeard } from './support/check-heard.js';
import { followModel } from './support/follow-model.js';
import { type LogAction, LogActions } from './support/log-actions.js';
import { LOG, LogDisk, type LogOptions, type LogReader } from './support/log-disk.js';
import { memoryDirectory } from './support/memory-directory.js';
import { isRunAction, type ModelAction } from './support/model-action.js';
import { ModelCheckpoints } from './support/model-checkpoints.js';
import { Heard } from './tail-harness.js';

export interface ModelOptions extends LogOptions {
  readonly maxOpen: number;
  /** A checkpoint is made each time the follower has asked so often for the time: in the midst of what it does. */
  readonly checkpointEvery: number;
  /** Steps of the follower between two things that happen in the midst of a poll. */
  readonly pace: number;
}

/** A log, a follower, and a model of what must come out. */
export class TailModel {
  readonly heard = new Heard();
  readonly options: ModelOptions;
  readonly #directory = memoryDirectory('tail-model-');
  /** Before the files of this day, so that their real time of birth is never in the way. */
  readonly #clock = manualClock(1e12);
  readonly #disk: LogDisk;
  readonly #log: LogActions;
  readonly #reader: LogReader & { isBusy: boolean };
  readonly #checkpoints = new ModelCheckpoints();
  #follower: Follower | undefined;
  /** What happens in the midst of the poll that is running. */
  #meanwhile: (() => void)[] = [];
  #steps = 0;
  /** What was heard before every file got one line more, whatever its age. */
  #settled: readonly string[] = [];

  constructor(options: ModelOptions) {
    this.options = options;
    this.#reader = {
      isBusy: false,
      heard: () => new Set(this.heard.lines),
      kept: () => new Set(this.heard.lines.slice(0, this.#checkpoints.kept)),
    };
    this.#disk = new LogDisk(this.#directory, options, this.#clock, this.#reader);
    this.#log = new LogActions(this.#disk);
  }

  async run(actions: readonly ModelAction[]): Promise<void> {
    try {
      await this.#poll();
      this.#save();
      for (let next = 0; next < actions.length; next += 1) {
        const action = actions[next]!;
        if (action === 'busy') next += await this.#busy(actions.slice(next + 1));
        else await this.#act(action);
      }
      await this.#poll();
      this.#settled = [...this.heard.lines];
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

  /** Whether what came is what was written. */
  check(): void {
    checkHeard(this.heard.lines, this.#disk.ledger);
  }

  /** Lines of one writer that left a file for good before it went on with the next came in the order it wrote them. */
  checkOrder(): void {
    assert.equal(this.#disk.ledger.outOfOrder(this.#settled, 'any'), undefined);
  }

  /** Lines that may be missing. */
  get excused(): ReadonlySet<string> {
    return this.#disk.ledger.excused;
  }

  async #act(action: Exclude<ModelAction, 'busy'>): Promise<void> {
    if (action === 'start' || action === 'poll') await this.#poll(action === 'start');
    else if (action === 'stop') await this.#stop();
    else if (action === 'halt') await this.#halt();
    else if (action === 'crash') await this.#crash(false);
    else if (action === 'relapse') await this.#crash(true);
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
  async #busy(actions: readonly ModelAction[]): Promise<number> {
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

  async #crash(isDamaged: boolean): Promise<void> {
    await this.#follower?.stop();
    this.#follower = undefined;
    this.heard.lines.length = this.#checkpoints.goBack(isDamaged);
    this.#disk.ledger.ended(this.#reader.heard());
  }

  #save(): void {
    this.#checkpoints.save(this.#follower?.positions() ?? [], this.heard.lines.length);
  }

  /** The follower does something: the moment for what happens meanwhile. */
  #step(): void {
    this.#steps += 1;
    const { checkpointEvery, pace } = this.options;
    if (this.#steps % pace === 0) this.#meanwhile.shift()?.();
    // As a timer, it has its turn when the follower waits.
    if (this.#steps % checkpointEvery === 0) queueMicrotask(() => this.#save());
  }

  #start(): Follower {
    const { glob, maxOpen } = this.options;
    return followModel({
      files: [join(this.#directory, glob ? 'audit*.log*' : LOG)],
      maxOpen,
      positions: this.#checkpoints.positions,
      heard: this.heard,
      clock: this.#clock,
      step: () => this.#step(),
    });
  }

  async #idle(): Promise<void> {
    if (this.#follower === undefined || !this.#log.isCalm) return;
    await this.#poll();
    this.#clock.advance(600_000);
    await this.#poll();
  }
}
