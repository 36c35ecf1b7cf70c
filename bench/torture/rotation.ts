import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Random, randomInt } from '../../src/base/random.js';
import type { LogFile } from './layout.js';
import type { Subject } from './subject.js';
import type { WriterProcess } from './writer-process.js';

/** All that a rotation needs. */
export interface Rotation {
  readonly file: LogFile;
  /** Absolute. */
  readonly path: string;
  readonly directory: string;
  readonly writer: WriterProcess;
  readonly subject: Subject;
  readonly random: Random;
  /** All pauses are multiplied with it. */
  readonly pace: number;
  /** Told of the steps, for the timeline. */
  readonly note: (what: string) => void;
}

/** Resolves when the writer is in the new file. False: it could not be done this time. */
export type Rotate = (rotation: Rotation) => Promise<boolean>;

/** Waits a random time, in milliseconds before the pace. */
export function pause({ random, pace }: Rotation, from: number, to: number): Promise<void> {
  return sleep(randomInt(random, from, to) * pace);
}

export async function reopen({ writer, file }: Rotation, both = 0): Promise<void> {
  await writer.tell({ do: 'reopen', file: file.name, both });
}

export const beside = (rotation: Rotation, name: string): string => join(rotation.path, '..', name);
