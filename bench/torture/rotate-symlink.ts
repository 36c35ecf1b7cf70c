import { readlinkSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { beside, pause, type Rotate, reopen } from './rotation.js';

/** As by a program that dates its logs; the exporter takes such names for history of `current.log` by itself. */
export const partName = (number: number): string => `current-${String(number).padStart(4, '0')}.log`;

/** A new file, and the link switched to it in one step. */
export const switchSymlink: Rotate = async (rotation) => {
  const number = Number(/\d+/.exec(readlinkSync(rotation.path))?.[0] ?? 0) + 1;
  writeFileSync(beside(rotation, partName(number)), '', { flag: 'a' });
  const link = `${rotation.path}.new`;
  symlinkSync(partName(number), link);
  renameSync(link, rotation.path);
  await pause(rotation, 0, 500);
  await reopen(rotation);
  return true;
};
