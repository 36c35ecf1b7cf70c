import type { Arrival } from './arrival.js';
import { ContentHead } from './content-head.js';
import { type FileKey, fileKey, positionKey } from './file-identity.js';
import type { FileOpener } from './file-opener.js';
import type { FilePosition } from './file-position.js';
import type { FollowedFile } from './followed-file.js';
import { isBeingPacked } from './is-being-packed.js';
import { BEYOND_BANNER, knownContent } from './known-content.js';
import type { KnownPositions } from './known-positions.js';
import { LargerTwins, type Present } from './larger-twin.js';
import { liveTwin } from './live-twin.js';
import type { OpenedFile } from './open-file.js';
import { isSystemError } from './path-error.js';
import { ReadPoint } from './read-point.js';
import { UnpackedFile } from './unpacked-file.js';

export interface HistoryOptions {
  readonly source: string;
  readonly opener: FileOpener;
  readonly files: Map<FileKey, FollowedFile>;
  readonly known: KnownPositions;
}

/** `new`: nothing of it has been read. `known`: nothing of it is to be read, for now or for good. */
export type Verdict = 'new' | 'known' | FollowedFile;

/**
 * Tells what of a file that is not followed has been read, as itself, as the original that it is a copy of, or before
 * it was compressed; and opens it at the first byte that has not.
 *
 * With copytruncate, lines that are written between the copy and the truncation are in neither file: no reader can
 * have them, and nobody can tell how many they were. They are counted nowhere.
 */
export class History {
  readonly #options: HistoryOptions;
  /** Files of which nothing is to be read as long as they do not change. */
  readonly #settled = new Map<FileKey, string>();
  #present: ReadonlyMap<FileKey, Present> = new Map();
  #larger: LargerTwins;
  #unsure: readonly FilePosition[] = [];
  readonly #partly = new Set<FilePosition>();
  #holds = false;
  #isBlind = false;

  constructor(options: HistoryOptions) {
    this.#options = options;
    this.#larger = new LargerTwins(options.opener, this.#present);
  }

  /** Whether a file was put off: it is a copy, or being compressed, and its original is still there. */
  get holds(): boolean {
    return this.#holds;
  }

  /** Whether a file could not be opened: nobody knows what is in it. */
  get isBlind(): boolean {
    return this.#isBlind;
  }

  /**
   * Before files are opened. `present`: all that were found, to tell copies of them from copies of files that are gone.
   * `unsure`: positions of which this look cannot tell where their files are.
   */
  begin(present: ReadonlyMap<FileKey, Present>, unsure: readonly FilePosition[]): void {
    this.#holds = false;
    this.#isBlind = false;
    this.#present = present;
    this.#unsure = unsure;
    this.#larger = new LargerTwins(this.#options.opener, present);
    for (const key of this.#settled.keys()) if (!present.has(key)) this.#settled.delete(key);
  }

  /**
   * Opens the file where it goes on. `lost`: positions whose files are gone or are not what they were; those found in
   * the file are taken out. `lostBy`: the file that one of them was taken of, if it is followed.
   */
  async open(arrival: Arrival, lost: Set<FilePosition>, lostBy?: FollowedFile): Promise<Verdict> {
    const { files, opener } = this.#options;
    const key = fileKey(arrival.stats);
    if (files.has(key)) return 'known';
    // Under a rotated name it may become a copy.
    if (arrival.stats.size === 0n) return arrival.rotated ? 'known' : 'new';
    // It may have what is missed, and more than was known of it.
    if (lost.size === 0 && this.#isSettled(arrival)) return 'known';
    if (lost.size === 0 && this.#wasUnpacked(arrival)) return this.#settle(arrival);
    const opened = await opener.openArrival(arrival);
    if (opened === undefined) {
      this.#isBlind = true;
      return this.#hold();
    }
    let verdict: Verdict = 'known';
    try {
      if (await isBeingPacked(arrival.path, opened.handle)) verdict = this.#hold();
      else verdict = await this.#judge(arrival, opened, lost, lostBy);
    } catch (error) {
      if (!isSystemError(error)) throw error;
      opener.cannotRead(arrival.path, error);
    } finally {
      if (typeof verdict === 'string') await opened.handle.close();
    }
    return verdict;
  }

  async #judge(
    arrival: Arrival,
    opened: OpenedFile,
    lost: Set<FilePosition>,
    lostBy: FollowedFile | undefined,
  ): Promise<Verdict> {
    const { known, files } = this.#options;
    const own = known.of(fileKey(arrival.stats));
    const elsewhere = await knownContent(opened.handle, { own: [], gone: this.#unsure, present: [] });
    if (elsewhere !== undefined) return this.#hold();
    const twin = await liveTwin(arrival, opened, files.values(), lostBy);
    if (twin?.isRead === false) return this.#hold();
    if (twin?.isRead) return this.#remember(arrival, opened, [twin.file.position()]);
    const enough = (record: FilePosition) => arrival.rotated || record.headLength >= BEYOND_BANNER;
    const head = new ContentHead(opened.handle);
    const gone = [...lost].filter(enough);
    const present: FilePosition[] = [];
    for (const record of await known.pastWithHead(head)) {
      if (own.includes(record) || !enough(record)) continue;
      ((await this.#isThere(record)) ? present : gone).push(record);
    }
    const mine = own.filter((record) => !lost.has(record));
    const path = arrival.rotated ? undefined : arrival.path;
    const found = await knownContent(opened.handle, { own: mine, gone, present }, path);
    const point = found?.point;
    const records = found?.records ?? [];
    const isPacked = opened.handle instanceof UnpackedFile;
    const isRead = point !== undefined && point.offset === Number(opened.stats.size) && !isPacked;
    if (found !== undefined && point === undefined) {
      // A copy that ends before: another one may have more.
      for (const record of records) if (lost.has(record)) this.#partly.add(record);
      return this.#remember(arrival, opened, records);
    }
    if (isRead) {
      return this.#remember(arrival, opened, records, lost);
    }
    if (found === undefined && !arrival.rotated) return 'new';
    const larger = found ?? (await this.#larger.find(arrival, opened, (key) => files.has(key)));
    if (typeof larger === 'string')
      return this.#isSettled(this.#present.get(larger)!) ? this.#remember(arrival, opened, []) : this.#hold();
    return this.#follow(arrival, opened, point, records, lost);
  }

  async #follow(
    arrival: Arrival,
    opened: OpenedFile,
    point: ReadPoint | undefined,
    records: readonly FilePosition[],
    lost: Set<FilePosition>,
  ): Promise<Verdict> {
    const { files, opener } = this.#options;
    const file = await opener.followArrival(arrival, opened, point);
    // From here on this file stands for them: in one step, so that no checkpoint has both or neither.
    files.set(file.key, file);
    this.#release(records, lost, file.key);
    return file;
  }

  /** All of it has been read, or is not to be read: not under this name either. */
  async #remember(
    arrival: Arrival,
    opened: OpenedFile,
    records: readonly FilePosition[],
    lost: Set<FilePosition> = new Set(),
  ): Promise<Verdict> {
    const { source, known } = this.#options;
    const { dev, ino, size } = opened.stats;
    const place = { source, path: arrival.of, device: `${dev}`, inode: `${ino}` };
    const packed = opened.handle instanceof UnpackedFile;
    const point = packed ? undefined : await ReadPoint.at(opened.handle, Number(size));
    const last = records.at(-1);
    this.#release(records, lost, fileKey(opened.stats));
    if (last?.state === 'old') known.add({ ...last, ...place, ...(packed && { packedSize: Number(size) }) });
    else if (point !== undefined) known.add({ ...place, ...point.marks(), state: 'read' });
    else if (last !== undefined) known.add({ ...last, ...place, state: 'read', packedSize: Number(size) });
    return this.#settle(arrival);
  }

  /** Whether the file of a record is there, and is not another one on the same inode. */
  async #isThere(record: FilePosition): Promise<boolean> {
    const key = positionKey(record);
    const file = this.#options.files.get(key);
    if (file !== undefined) {
      const handle = await file.open();
      return handle !== undefined && (await new ContentHead(handle).is(record));
    }
    const arrival = this.#present.get(key);
    const opened = arrival && (await this.#options.opener.openArrival(arrival));
    if (opened === undefined) return false;
    try {
      return await new ContentHead(opened.handle).is(record);
    } finally {
      await opened.handle.close();
    }
  }

  /** After all files were opened: takes out of `lost` what was found in copies that have no more than was read. */
  end(lost: Set<FilePosition>): void {
    for (const record of this.#partly) if (lost.delete(record)) this.#options.known.delete(record);
    this.#partly.clear();
  }

  #release(records: readonly FilePosition[], lost: Set<FilePosition>, key: FileKey): void {
    for (const record of records) {
      if (lost.delete(record) || positionKey(record) === key) this.#options.known.delete(record);
    }
  }

  #wasUnpacked({ stats }: Arrival): boolean {
    const past = this.#options.known.of(fileKey(stats)).filter(({ state }) => state !== undefined);
    return past.some(({ packedSize }) => packedSize === Number(stats.size));
  }

  #hold(): Verdict {
    this.#holds = true;
    return 'known';
  }

  #isSettled(file: Present): boolean {
    return this.#settled.get(fileKey(file.stats)) === fingerprint(file);
  }

  #settle(arrival: Arrival): Verdict {
    this.#settled.set(fileKey(arrival.stats), fingerprint(arrival));
    return 'known';
  }
}

function fingerprint({ stats }: Present): string {
  return `${stats.size}:${stats.mtimeNs}`;
}
