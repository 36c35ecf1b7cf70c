import { renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inodeOf } from './open-files.js';
import { pause, type Rotate, type Rotation, reopen } from './rotation.js';
import { waitFor } from './wait.js';

const openTimeout = 3_000;
const secondLook = 150;

/** A deleted file is in the descriptors that are open and nowhere else: who does not have it open cannot be blamed. */
async function isFollowed({ subject, path }: Rotation): Promise<boolean> {
  const inode = inodeOf(path);
  if (inode === undefined || !(await waitFor(() => subject.follows(inode), openTimeout))) return false;
  // Once might be a look at its first bytes.
  await sleep(secondLook);
  return subject.follows(inode);
}

export const deleteAndRecreate: Rotate = (rotation) =>
  rotation.subject.undisturbed(async () => {
    if (!(await isFollowed(rotation))) return false;
    unlinkSync(rotation.path);
    rotation.note('unlinked');
    await pause(rotation, 0, 200);
    writeFileSync(rotation.path, '', { flag: 'a' });
    rotation.note('made anew');
    await pause(rotation, 0, 500);
    await reopen(rotation);
    await rotation.subject.settled(rotation.file.source);
    return true;
  });

export const renameAndUnlink: Rotate = (rotation) =>
  rotation.subject.undisturbed(async () => {
    if (!(await isFollowed(rotation))) return false;
    const renamed = `${rotation.path}.1`;
    renameSync(rotation.path, renamed);
    await pause(rotation, 0, 500);
    unlinkSync(renamed);
    rotation.note('renamed file unlinked');
    await pause(rotation, 500, 4_000);
    await reopen(rotation);
    await rotation.subject.settled(rotation.file.source);
    return true;
  });

export const reuseInode: Rotate = async (rotation) => {
  const { subject, writer, file, path } = rotation;
  await writer.tell({ do: 'pause', file: file.name });
  try {
    return await subject.whileDown(file.source, async () => {
      unlinkSync(path);
      rotation.note('unlinked');
      // The writer's descriptor is the last to hold the inode; while it does, no new file can have it.
      await reopen(rotation);
    });
  } finally {
    await writer.tell({ do: 'resume', file: file.name });
  }
};
