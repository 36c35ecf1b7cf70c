import type { Kind } from './kinds.js';
import { copyTruncate, copyTruncateWindow } from './rotate-copytruncate.js';
import { deleteAndRecreate, renameAndUnlink, reuseInode } from './rotate-delete.js';
import { hardLink } from './rotate-hard-link.js';
import {
  logrotateCompress,
  logrotateCopyTruncate,
  logrotateCopyTruncateWindow,
  logrotateCreate,
  logrotateDateExt,
  logrotateDelayCompress,
} from './rotate-logrotate.js';
import { chain, rename, renameBoth, renameWithoutCreate } from './rotate-rename.js';
import { switchSymlink } from './rotate-symlink.js';
import type { Rotate } from './rotation.js';

/** `gzip-down` is not among them: it is done when the exporter happens to be down. */
export const rotations: Readonly<Record<Exclude<Kind, 'gzip-down'>, Rotate>> = {
  rename,
  'rename-both': renameBoth,
  'rename-nocreate': renameWithoutCreate,
  chain,
  'logrotate-create': logrotateCreate,
  'logrotate-compress': logrotateCompress,
  'logrotate-delaycompress': logrotateDelayCompress,
  'logrotate-dateext': logrotateDateExt,
  copytruncate: copyTruncate,
  'logrotate-copytruncate': logrotateCopyTruncate,
  'copytruncate-window': copyTruncateWindow,
  'logrotate-copytruncate-window': logrotateCopyTruncateWindow,
  'stale-copytruncate': copyTruncate,
  'stale-copytruncate-window': copyTruncateWindow,
  'hard-link': hardLink,
  symlink: switchSymlink,
  delete: deleteAndRecreate,
  unlinked: renameAndUnlink,
  reuse: reuseInode,
};
