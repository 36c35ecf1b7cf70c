import { randomInt } from '../../src/base/random.js';
import type { Rotate, Rotation } from './rotation.js';

/** Nothing is written between the copy and the truncation: no line may be lost. */
export const copyTruncate: Rotate = (rotation) => copyAndTruncate(rotation, 400 * rotation.pace, true);

/**
 * As in life: what is written in between is gone for whoever did not read it at once. What was shown of it is in no file
 * any more: no kill before it is in a checkpoint.
 */
export const copyTruncateWindow: Rotate = (rotation) =>
  rotation.subject.undisturbed(async () => {
    const done = await copyAndTruncate(rotation, 50, false);
    await rotation.subject.kept();
    return done;
  });

async function copyAndTruncate(rotation: Rotation, most: number, still: boolean): Promise<boolean> {
  const gap = randomInt(rotation.random, 0, most);
  await rotation.writer.tell({ do: 'copytruncate', file: rotation.file.name, gap, still });
  return true;
}
