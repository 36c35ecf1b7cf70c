import { createInterface } from 'node:readline';
import TailFile from '@logdna/tail-file';
import type { FollowFile } from './rival-messages.js';

/** @logdna/tail-file, ten times as attentive as by default, and never giving up on a file that is gone. */
export const followWithLogdna: FollowFile = async (_file, path, line) => {
  const tail = new TailFile(path, { startPos: 0, pollFileIntervalMs: 100, maxPollFailures: 1e9 });
  for (const event of ['error', 'tail_error']) tail.on(event, () => {});
  createInterface({ input: tail, crlfDelay: Infinity }).on('line', line);
  await tail.start();
};
