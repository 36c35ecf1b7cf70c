import type { FileKey } from './file-identity.js';
import { contentHash, fileKey } from './file-identity.js';
import type { FileOpener } from './file-opener.js';
import type { FilePosition } from './file-position.js';
import { bytesAt } from './read-handle.js';
import { HEAD_BYTES } from './read-point.js';
import type { RotatedFile, RotatedFiles, RotatedFindings } from './rotated-files.js';
import { textStart } from './text-start.js';
import { UnpackedFile } from './unpacked-file.js';

export interface OldHistoryOptions {
  readonly source: string;
  readonly opener: FileOpener;
  readonly rotated: RotatedFiles;
  /** Of the run before. */
  readonly positions: readonly FilePosition[];
}

/** Tells history that was there before its log was followed: it is not to be read. */
export class OldHistory {
  readonly #options: OldHistoryOptions;
  /** Logs whose old history is known; what is found now has come since. */
  readonly #begun: Set<string>;

  constructor(options: OldHistoryOptions) {
    this.#options = options;
    this.#begun = new Set(options.positions.map(({ path }) => path));
  }

  /**
   * The files among `found` that are old. `since`: what was made before that time (ns) is, of logs met for the first
   * time; undefined: all of it.
   */
  async of(
    found: RotatedFindings,
    isKnown: (key: FileKey) => boolean,
    since: bigint | undefined,
  ): Promise<FilePosition[]> {
    const { positions, rotated } = this.#options;
    const isBegun = (path: string) =>
      this.#begun.has(path) || positions.some((position) => rotated.isNameOf(path, position.path));
    const first = new Set(found.searched.filter((path) => !isBegun(path)));
    const old: FilePosition[] = [];
    for (const file of found.files) {
      if (!first.has(file.of) || isKnown(fileKey(file.stats))) continue;
      if (since !== undefined && file.stats.birthtimeNs >= since) continue;
      const position = await this.#positionOf(file);
      if (position !== undefined) old.push(position);
    }
    for (const path of first) this.#begun.add(path);
    return old;
  }

  async #positionOf({ path, stats, of }: RotatedFile): Promise<FilePosition | undefined> {
    const { opener, source } = this.#options;
    const arrival = { path, stats, of, attached: false, rotated: true };
    const opened = await opener.openArrival(arrival);
    if (opened === undefined) return undefined;
    const { handle } = opened;
    const packed = handle instanceof UnpackedFile && { packedSize: Number(stats.size) };
    try {
      const headStart = await textStart(handle, Number.POSITIVE_INFINITY);
      const head = await bytesAt(handle, headStart, HEAD_BYTES);
      const place = { source, path: of, device: `${stats.dev}`, inode: `${stats.ino}`, offset: 0 };
      const marks = { headStart, headLength: head.length, headHash: contentHash(head) };
      return {
        ...place,
        ...marks,
        tailLength: 0,
        tailHash: contentHash(Buffer.alloc(0)),
        state: 'old',
        ...packed,
      };
    } finally {
      await handle.close();
    }
  }
}
