export type Column = Float64Array | Uint32Array | Int32Array | Uint8Array;

/**
 * What a metric remembers between events, of one instant. Columns are copies, so whoever writes them may give way to
 * the event loop while the memory goes on.
 */
export interface MemorySnapshot {
  /** Plain JSON: version, seeds, counts. */
  readonly head: Readonly<Record<string, unknown>>;
  readonly columns: Readonly<Record<string, Column>>;
  /** Lists of texts (label values), copies as well: the texts in them never change. */
  readonly texts?: Readonly<Record<string, readonly string[]>>;
}
