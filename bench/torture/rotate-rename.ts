import { writeFileSync } from 'node:fs';
import { randomInt } from '../../src/base/random.js';
import { renameNumbered } from './rotated-names.js';
import { pause, type Rotate, reopen } from './rotation.js';

const create = (path: string) => writeFileSync(path, '', { flag: 'a' });

export const rename: Rotate = async (rotation) => {
  renameNumbered(rotation.path);
  create(rotation.path);
  await pause(rotation, 0, 400);
  await reopen(rotation);
  return true;
};

export const renameBoth: Rotate = async (rotation) => {
  renameNumbered(rotation.path);
  create(rotation.path);
  await pause(rotation, 0, 100);
  await reopen(rotation, randomInt(rotation.random, 200, 2_000) * rotation.pace);
  return true;
};

export const renameWithoutCreate: Rotate = async (rotation) => {
  renameNumbered(rotation.path);
  await pause(rotation, 500, 5_000);
  await reopen(rotation);
  return true;
};

export const chain: Rotate = async ({ writer, file, random }) => {
  await writer.tell({ do: 'chain', file: file.name, times: randomInt(random, 2, 6) });
  return true;
};
