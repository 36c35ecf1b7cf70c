/** The series of one instrument at one instant. Label values are immutable, so only the numbers are copied. */
export interface InstrumentSnapshot {
  readonly metric: string;
  readonly fingerprint: string;
  readonly overflow: number;
  readonly badValues: number;
  readonly size: number;
  /** Numbers per slot. */
  readonly stride: number;
  readonly numbers: Float64Array;
  /** By slot: when it was made, in milliseconds since the epoch. */
  readonly births: Float64Array;
  /** Values of the key labels of a slot. */
  labels(slot: number): readonly string[];
}

/** What `Instrument.restore` takes: the same, read from a checkpoint. */
export interface SavedInstrument {
  readonly metric: string;
  readonly fingerprint: string;
  readonly overflow: number;
  readonly badValues: number;
  /** In the order of the slots. */
  readonly series: readonly SavedSeries[];
}

export interface SavedSeries {
  /** Values of the key labels. */
  readonly labels: readonly string[];
  readonly numbers: ArrayLike<number>;
  /** Milliseconds since the epoch. */
  readonly birth: number;
}

/** A snapshot as something to restore from: what a reload hands from the old instrument to the new one. */
export function savedOf(snapshot: InstrumentSnapshot): SavedInstrument {
  const { metric, fingerprint, overflow, badValues, size, stride, numbers, births } = snapshot;
  const series = Array.from({ length: size }, (_, slot) => ({
    labels: snapshot.labels(slot),
    numbers: numbers.subarray(slot * stride, (slot + 1) * stride),
    birth: births[slot]!,
  }));
  return { metric, fingerprint, overflow, badValues, series };
}
