/** What match/ hands on for one batch. */
export interface Matches {
  /** Per row of the batch: the outcome, a small number. Rows of equal outcome meet the same conditions. */
  readonly outcomes: Int32Array;
  /** Changes when outcome numbers start over. */
  readonly generation: number;
  /** Whether events of an outcome meet condition number `condition`. */
  holds(outcome: number, condition: number): boolean;
}
