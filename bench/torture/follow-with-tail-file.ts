import Tail from 'tail-file';
import type { FollowFile } from './rival-messages.js';

/** tail-file, from the start of the file, waiting for it when it is gone. */
export const followWithTailFile: FollowFile = async (_file, path, line) => {
  const tail = new Tail(path, { startPos: 'start', force: true });
  tail.on('line', line);
  for (const event of ['error', 'tailError']) tail.on(event, () => {});
  await tail.startP();
};
