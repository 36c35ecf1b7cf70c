/**
 * A place in a log up to which its lines were counted, known by what stands right before it. So it is found again in
 * whatever file that content is by then: renamed, copied, compressed.
 */
export interface ReadMark {
  readonly source: string;
  /** The name it was read by; for people. */
  readonly path: string;
  /** Bytes of content before the place; of a compressed file, of what is in it. */
  readonly offset: number;
  /** How many bytes right before the place `hash` is of: at most 256, all of one line. 0 where a line was skipped. */
  readonly length: number;
  readonly hash: string;
}

/** A mark with the number of the first checkpoint that has what was counted before it. */
export interface NumberedMark {
  readonly generation: number;
  /** Whether what was counted before it was shown; if not, it was in a checkpoint that was to be written. */
  readonly shown: boolean;
  readonly mark: ReadMark;
}

/** What a checkpoint says of the marks. */
export interface ExposureState {
  /** Counts the checkpoints of a state directory. What later generations marked is not in this one. */
  readonly generation: number;
  /** What was shown before a crash and has not been read again by now. */
  readonly awaited: readonly ReadMark[];
}
