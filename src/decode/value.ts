/** One distinct value of a field, worked out once and remembered by its dictionary. */
export interface Value {
  readonly kind: 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';
  /**
   * As a label shows it and as conditions compare it: strings as they are, numbers with the digits of the log
   * (so above 2^53 too), arrays as their elements joined by `,`, objects as JSON text, null as the empty string.
   */
  readonly text: string;
  /** The number that a number or a numeric string stands for, 1 and 0 for booleans, else NaN. */
  readonly number: number;
  /** The elements of an array, flattened; a condition on an array holds when it holds for any element. */
  readonly elements?: readonly Value[];
}
