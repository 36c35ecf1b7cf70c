/**
 * Everything the program observes of itself, as one interface: the stages report here and never import a
 * metrics library. All counts are per chunk, never per line.
 */
export interface Telemetry {
  /** Lines of a source by what became of them; the four together are every line read. */
  lines(source: string, counts: LineCounts): void;
  /** How old the last event of a batch was when it was counted, in seconds. */
  eventLag(source: string, seconds: number): void;
  /** Bytes of complete lines handed on. */
  readBytes(source: string, bytes: number): void;
  /** Bytes that stand in the source's files and have not been read yet. */
  lag(source: string, bytes: number): void;
  /** Files of the source that are open now. */
  files(source: string, open: number): void;
  /** Whether the source can be read: false while none of its files can be opened. */
  up(source: string, up: boolean): void;
  rotation(source: string, kind: RotationKind): void;
  /** Bytes that were gone before they could be read. */
  gap(source: string, bytes: number): void;
  /** Files that were renamed away or deleted a while ago and are still being written to. */
  staleWriters(source: string, files: number): void;
}

export interface LineCounts {
  /** Decoded, and at least one metric took it. */
  event: number;
  /** Decoded (or blank), and no metric wanted it. */
  ignored: number;
  /** Could not be decoded. */
  invalid: number;
  /** Longer than `max_line_bytes`; skipped. */
  tooLong: number;
}

export type RotationKind = 'rename' | 'truncate' | 'replace' | 'delete';

/** Telemetry that forgets, for tests and for commands that do not serve metrics. */
export const silentTelemetry: Telemetry = {
  lines() {},
  eventLag() {},
  readBytes() {},
  lag() {},
  files() {},
  up() {},
  rotation() {},
  gap() {},
  staleWriters() {},
};
