import type { Value } from '../decode/value.js';

/** A test of one field's value. `undefined` is a field that is not there. */
export interface ValueTest {
  /** Equal keys mean equal tests, so that each is worked out once per distinct value. */
  readonly key: string;
  /** Set when only the presence of the field matters, not its value (`exists`): spares the dictionary. */
  readonly presence?: true;
  test(value: Value | undefined): boolean;
}

/** A compiled condition: a formula over tests of single fields (and, rarely, of two fields or the whole line). */
export type Condition =
  | { readonly op: 'const'; readonly value: boolean }
  | { readonly op: 'and'; readonly of: readonly Condition[] }
  | { readonly op: 'or'; readonly of: readonly Condition[] }
  | { readonly op: 'not'; readonly of: Condition }
  | { readonly op: 'field'; readonly field: string; readonly test: ValueTest }
  | { readonly op: 'fields'; readonly fields: readonly [string, string]; readonly test: PairTest }
  | { readonly op: 'line'; readonly test: LineTest };

/** A test of two fields of the same event (`fieldref`). */
export interface PairTest {
  readonly key: string;
  test(left: Value | undefined, right: Value | undefined): boolean;
}

/** A test of the raw text of the whole line (keywords). */
export interface LineTest {
  readonly key: string;
  test(line: string): boolean;
}
