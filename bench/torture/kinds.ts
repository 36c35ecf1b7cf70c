/** What happens to the files while they are written. */
export const kinds = [
  // The writer goes on in the renamed file for a while, then reopens.
  'rename',
  // For a while the old and the new file are written in turns: processes that reopen at different times.
  'rename-both',
  // Nobody makes a new file until the writer is told to (SIGHUP that comes late).
  'rename-nocreate',
  // Several rotations within 50 ms.
  'chain',
  'logrotate-create',
  'logrotate-compress',
  'logrotate-delaycompress',
  'logrotate-dateext',
  // The writer is still between the copy and the truncation, so nothing may be lost.
  'copytruncate',
  'logrotate-copytruncate',
  // The writer goes on: what it writes in between is gone for whoever did not read it at once.
  'copytruncate-window',
  'logrotate-copytruncate-window',
  // The writer does not append: after the truncation it goes on where it was, behind a hole of NUL bytes.
  'stale-copytruncate',
  'stale-copytruncate-window',
  'symlink',
  // For a while a second name that is followed too leads to the same file.
  'hard-link',
  // Deleted and made anew, the writer in the deleted file for a while.
  'delete',
  // Renamed, then deleted, and the writer goes on in it for seconds.
  'unlinked',
  // Deleted and made anew while the exporter is down and all was counted: the new file gets the inode of the old one.
  'reuse',
  // Rotated files are compressed while the exporter is down.
  'gzip-down',
] as const;

/** They take what the exporter did not read in time. */
export const deletingKinds: readonly Kind[] = ['delete', 'unlinked', 'reuse'];

export type Kind = (typeof kinds)[number];

/**
 * The kinds that hold one of the words: `rename` chooses `rename`, `rename-both` and `rename-nocreate`. A word behind `-`
 * takes kinds away; with such words only, from all.
 */
export function chooseKinds(words: readonly string[]): readonly Kind[] {
  const without = words.filter((word) => word.startsWith('-')).map((word) => word.slice(1));
  const wanted = words.filter((word) => !word.startsWith('-'));
  for (const word of [...wanted, ...without]) {
    if (!kinds.some((kind) => kind.includes(word))) {
      throw new Error(`no kind of rotation holds "${word}"; there are ${kinds.join(', ')}`);
    }
  }
  const holds = (kind: Kind) => (word: string) => kind.includes(word);
  return kinds.filter(
    (kind) => (wanted.length === 0 || wanted.some(holds(kind))) && !without.some(holds(kind)),
  );
}
