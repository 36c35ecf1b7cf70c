import type { ExposureState, NumberedMark, ReadMark } from '../state/read-mark.js';
import type { Chunk } from '../tail/chunk.js';
import { isIn, ReadPlace } from './read-place.js';

/** Where marks outlive the process: see ExposureLog. */
export interface MarkLog {
  load(): readonly NumberedMark[];
  append(marks: readonly NumberedMark[]): void;
  keep(marks: readonly NumberedMark[]): void;
}

/** Files whose places are remembered: far more than are read between two checkpoints. */
const MOST_FILES = 4_096;
/** Marks in the log after which those that others of the same file have overtaken are taken out. */
const MOST_APPENDED = 4 * MOST_FILES;

/**
 * Knows what was shown and is in no checkpoint, also after a crash: then those values must not be shown again before
 * the log has been read as far as it had been, or a counter would be seen to fall.
 *
 * Before values leave, it is noted how far each file was read: a mark for each file that was read on since. A mark has
 * the number of the first checkpoint that has what was counted before it. So after a crash it is known which marks the
 * restored checkpoint does not have: they are awaited until a chunk passes them.
 */
export class Exposure {
  readonly #log: MarkLog | undefined;
  readonly #newFile: () => void;
  #newestFile = 0;
  /** Number of the next checkpoint. */
  #generation = 1;
  /** Number of the last checkpoint that is on disk. Later marks are needed for as long as it is the previous one. */
  #landed = 0;
  /** By file: how far it was read, and was not shown. */
  readonly #unshown = new Map<number, ReadPlace>();
  /** What the log holds; of each file of this run the last mark of each kind, which says all that those before it do. */
  readonly #noted = new Map<number | string, NumberedMark>();
  #appended = 0;
  readonly #awaited = new Map<string, readonly ReadMark[]>();

  /**
   * Without a log nothing outlives the process, and there is nothing to do. `newFile` is called when the first lines of a
   * file were counted.
   */
  constructor(log: MarkLog | undefined, newFile: () => void = () => {}) {
    this.#log = log;
    this.#newFile = newFile;
  }

  /**
   * `state`: of the checkpoint that this run starts from; undefined when it starts from none. `isLast`: no later one has
   * been written; else the run before may have started from that one, and have shown what is in it without reading it.
   */
  restore(state: ExposureState | undefined, isLast = true): void {
    const marks = this.#log?.load() ?? [];
    this.#landed = state?.generation ?? 0;
    this.#generation = marks.reduce((most, { generation }) => Math.max(most, generation), this.#landed) + 1;
    this.#appended = marks.length;
    // Whoever starts anew counts anew: nothing of what was shown is to be reached again.
    const later = state === undefined ? [] : marks.filter(({ generation }) => generation > this.#landed);
    later.forEach((noted, i) => {
      this.#noted.set(`before ${i}`, noted);
    });
    const seen = later.filter(({ shown }) => shown || !isLast).map(({ mark }) => mark);
    for (const mark of [...(state?.awaited ?? []), ...seen]) {
      this.#awaited.set(mark.source, [...this.awaited(mark.source), mark]);
    }
  }

  /** The lines of a chunk have been counted. */
  read(chunk: Chunk): void {
    // Standard input cannot be read again.
    if (this.#log === undefined || chunk.file.path === '-') return;
    this.#pass(chunk);
    // A skipped line has nothing to be known by: it must not take the place of one that has.
    const key = chunk.end > chunk.start ? chunk.file.id : -chunk.file.id;
    let place = this.#unshown.get(key);
    if (place === undefined) {
      place = new ReadPlace(chunk);
      this.#unshown.set(key, place);
      dropOldest(this.#unshown, MOST_FILES);
    }
    place.moveTo(chunk, this.#generation);
    if (chunk.file.id <= this.#newestFile) return;
    this.#newestFile = chunk.file.id;
    this.#newFile();
  }

  /** All that was counted up to now may be seen from now on. */
  show(): void {
    if (this.#note([...this.#unshown], true)) this.#unshown.clear();
  }

  /** What the checkpoint of this instant has to keep. What is read from now on is for the one after it. */
  take(): ExposureState {
    // A run that starts from this checkpoint shows it without having read it. Should the checkpoint be damaged after
    // that, the one before it must know.
    const fresh = [...this.#unshown].filter(([, place]) => !place.taken);
    if (this.#note(fresh, false)) for (const [, place] of fresh) place.taken = true;
    const generation = this.#generation;
    this.#generation += 1;
    return { generation, awaited: [...this.#awaited.values()].flat() };
  }

  /** The checkpoint with this state is on disk; the one before it is the previous one now. */
  written({ generation }: ExposureState): void {
    const previous = this.#landed;
    this.#landed = generation;
    for (const [file, place] of this.#unshown) if (place.generation <= previous) this.#unshown.delete(file);
    for (const [file, noted] of this.#noted) if (noted.generation <= previous) this.#noted.delete(file);
    if (this.#appended > this.#noted.size) this.#tidy();
  }

  /** What was shown before the crash and has not been passed yet. */
  awaited(source: string): readonly ReadMark[] {
    return this.#awaited.get(source) ?? [];
  }

  /** The log that was shown is gone: nothing is awaited of this source any more. */
  giveUp(source: string): void {
    this.#awaited.delete(source);
  }

  /** Forgets what belongs to sources that are not there any more. */
  retain(sources: readonly string[]): void {
    for (const source of this.#awaited.keys()) if (!sources.includes(source)) this.#awaited.delete(source);
  }

  #pass(chunk: Chunk): void {
    const awaited = this.#awaited.get(chunk.source);
    if (awaited === undefined) return;
    const rest = awaited.filter((mark) => !isIn(mark, chunk));
    if (rest.length === 0) this.#awaited.delete(chunk.source);
    else this.#awaited.set(chunk.source, rest);
  }

  /** Says whether the log has them. */
  #note(places: readonly (readonly [file: number, place: ReadPlace])[], shown: boolean): boolean {
    if (this.#log === undefined || places.length === 0) return false;
    const marks = places.map(([file, place]) => [shown ? file : `taken ${file}`, place.mark(shown)] as const);
    try {
      this.#log.append(marks.map(([, noted]) => noted));
    } catch {
      // Where this cannot be written, a checkpoint cannot either, and says so. It is tried again with the next one.
      return false;
    }
    for (const [key, noted] of marks) this.#noted.set(key, noted);
    dropOldest(this.#noted, 4 * MOST_FILES);
    this.#appended += marks.length;
    if (this.#appended > MOST_APPENDED) this.#tidy();
    return true;
  }

  /** Takes out of the log what nobody needs. */
  #tidy(): void {
    try {
      this.#log?.keep([...this.#noted.values()]);
      this.#appended = this.#noted.size;
    } catch {
      // What is too much does no harm: checkpoints that are left have higher numbers.
    }
  }
}

function dropOldest(map: Map<number | string, unknown>, most: number): void {
  for (const oldest of map.keys()) {
    if (map.size <= most) break;
    map.delete(oldest);
  }
}
