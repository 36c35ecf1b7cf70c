import { randomInt } from '../../src/base/random.js';
import type { Rotate } from './rotation.js';

export const copyTruncate: Rotate = async ({ writer, file, random, pace, loose }) => {
  const gap = randomInt(random, 0, loose ? 50 : 400) * (loose ? 1 : pace);
  await writer.tell({ do: 'copytruncate', file: file.name, gap, loose });
  return true;
};
