/** Lines that are not events, by what must become of them. */
export interface OtherLines {
  ignored: number;
  invalid: number;
  too_long: number;
}

/** Lines written around a copytruncate: those between the copy and the truncation nobody may ever see. */
export interface LostWindow {
  /** First event. */
  readonly from: number;
  /** Behind the last event. */
  readonly to: number;
  readonly other: OtherLines;
}

/** What the writer knows to have written into one file, over all its rotations. Events have the numbers 1 to `events`. */
export interface Written {
  events: number;
  readonly other: OtherLines;
  readonly windows: readonly LostWindow[];
  /** Lines of which a copy has the beginning only: who reads the copy may count them as invalid. */
  readonly torn?: number;
}

export type WrittenByFile = Readonly<Record<string, Written>>;

export const noLines = (): OtherLines => ({ ignored: 0, invalid: 0, too_long: 0 });

/** Whole lines. */
export function linesOf({ events, other }: Written): number {
  return events + other.ignored + other.invalid + other.too_long;
}
