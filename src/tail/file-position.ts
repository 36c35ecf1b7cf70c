/**
 * How far a file has been read, as plain JSON data that outlives the process.
 *
 * Guarantee: `offset` is at a line start, and everything before it has been handed to the sink. The hashes say
 * what stood there, so that a file that took the place (or the inode) of the one that was read is not taken for it.
 */
export interface FilePosition {
  readonly source: string;
  readonly path: string;
  /** Decimal: device and inode numbers go beyond 2^53. */
  readonly device: string;
  readonly inode: string;
  readonly offset: number;
  /** Where the head begins: behind a hole of NUL bytes. Absent: at 0. */
  readonly headStart?: number;
  /** Hash of the first `headLength` bytes of the head, at most 1024 and never beyond `offset`. */
  readonly headLength: number;
  readonly headHash: string;
  /** Hash of the `tailLength` bytes before `offset`, at most 1024. */
  readonly tailLength: number;
  readonly tailHash: string;
  /**
   * Absent: a file that is read on. `read`: nothing more is expected of it, but it may come back under another name,
   * copied or compressed. `old`: it was history before the source was followed and is not to be read; only its head
   * is known, and `offset` is 0.
   */
  readonly state?: 'read' | 'old';
  /** Of a compressed file: its bytes on disk. Its offsets count what is in it. */
  readonly packedSize?: number;
}
