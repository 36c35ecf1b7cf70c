import { linkSync, unlinkSync } from 'node:fs';
import { pause, type Rotate } from './rotation.js';

/** One file under two names that both are followed: its lines count once. */
export const hardLink: Rotate = async (rotation) => {
  const second = rotation.path.replace(/\.log$/, '-too.log');
  linkSync(rotation.path, second);
  rotation.note('has a second name');
  await pause(rotation, 200, 2_000);
  unlinkSync(second);
  rotation.note('second name unlinked');
  return true;
};
