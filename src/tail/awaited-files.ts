import { type FileKey, positionKey } from './file-identity.js';
import type { FileOpener, OpenRequest } from './file-opener.js';
import type { FilePosition } from './file-position.js';
import type { FoundFile } from './find-files.js';
import type { FollowedFile } from './followed-file.js';
import type { KnownPositions } from './known-positions.js';
import type { PathHistory } from './path-history.js';
import type { Rotations } from './rotations.js';
import { Siblings } from './sibling-files.js';

/** A moved volume is known by content alone; a short head such as a banner is not enough for that. */
const CONTENT_BYTES = 256;

export interface AwaitedFilesOptions {
  readonly opener: FileOpener;
  readonly files: Map<FileKey, FollowedFile>;
  readonly known: KnownPositions;
  readonly rotations: Rotations;
  readonly history: PathHistory;
}

export interface Resumed {
  /** Opened under a name that no path of the source leads to: history. */
  readonly files: FollowedFile[];
  /** Positions whose files are gone, or are not what they were. */
  readonly lost: Set<FilePosition>;
  /** Positions that are to be looked for again: this moment nobody can tell. */
  readonly unsure: FilePosition[];
}

/** Opens the files of an earlier run, under whatever name they are now. */
export class AwaitedFiles {
  readonly #options: AwaitedFilesOptions;

  constructor(options: AwaitedFilesOptions) {
    this.#options = options;
  }

  async resume(attached: ReadonlyMap<FileKey, FoundFile>): Promise<Resumed> {
    const { known: positions, rotations } = this.#options;
    const resumed: Resumed = { files: [], lost: new Set(), unsure: [] };
    const siblings = new Siblings();
    for (const known of positions.awaited) {
      // Nothing was read of it: any file may have its inode now, and is judged by what is in it.
      if (known.offset === 0) {
        positions.delete(known);
        continue;
      }
      const found = attached.get(positionKey(known));
      const other =
        found === undefined ? (rotations.pathOf(known) ?? (await siblings.find(known))) : undefined;
      if (other === 'unknown') {
        // A directory that is not there yet says nothing about its files.
        resumed.unsure.push(known);
        continue;
      }
      const path = found?.path ?? other;
      if (path === undefined && !isMoved(known, attached)) {
        resumed.lost.add(known);
        continue;
      }
      const request = { path: path ?? known.path, name: found?.path ?? known.path, known, atEnd: false };
      const key = path !== undefined && { key: positionKey(known) };
      const file = await this.#reopen({ ...request, ...key, rotated: found === undefined });
      if (file === 'lost') resumed.lost.add(known);
      else if (file === undefined) resumed.unsure.push(known);
      else if (found === undefined) resumed.files.push(file);
    }
    return resumed;
  }

  /** Opens a file only if it is the one of the position. `lost`: it is another one. Undefined: it cannot be opened now. */
  async #reopen(request: OpenRequest): Promise<FollowedFile | 'lost' | undefined> {
    const { opener, files, known, history } = this.#options;
    const { file, isOther } = await opener.open({ ...request, only: true });
    if (file === undefined) return isOther ? 'lost' : undefined;
    if (files.has(file.key)) {
      await file.close();
      return 'lost';
    }
    // In one step: a checkpoint has the file or its position, never both or neither.
    files.set(file.key, file);
    if (request.known !== undefined) known.delete(request.known);
    history.note(request.name, file.key);
    return file;
  }
}

/** Whether another inode stands where the file was, and none is the file: restored, or the volume has moved. */
function isMoved({ path, headLength }: FilePosition, attached: ReadonlyMap<FileKey, FoundFile>): boolean {
  return headLength >= CONTENT_BYTES && [...attached.values()].some((found) => found.path === path);
}
