import type { Anchor } from './pattern.js';
import type { TimePart } from './time-part.js';

/** How the values of a field are compared. */
export type Comparison = 'text' | 're' | 'cidr' | 'exists' | 'fieldref' | 'number' | 'time';
export type NumberOrder = 'lt' | 'lte' | 'gt' | 'gte';
export type Encoding = 'utf16le' | 'utf16be' | 'utf16';

/** The modifiers of one field, read and known to go together. */
export interface Modifiers {
  readonly comparison: Comparison;
  /** Every value of the list must be met, not just one. */
  readonly all: boolean;
  /** The whole is turned round: also met by an absent field. */
  readonly neq: boolean;
  readonly cased: boolean;
  readonly anchor: Anchor;
  readonly windash: boolean;
  readonly encoding: Encoding | undefined;
  readonly base64: 'base64' | 'base64offset' | undefined;
  readonly order: NumberOrder | undefined;
  readonly timePart: TimePart | undefined;
  readonly regexFlags: { readonly i: boolean; readonly m: boolean; readonly s: boolean };
}

/** Modifiers of the same group exclude each other; `re` has the flags `i`, `m`, `s` of its own. */
export type ModifierGroup =
  | 'list'
  | 'negation'
  | 'case'
  | 'anchor'
  | 'windash'
  | 'encoding'
  | 'base64'
  | 'flag'
  | 'order'
  | Exclude<Comparison, 'text' | 'number'>;

/**
 * Every modifier of the Sigma specification 2.1, appendix "Modifiers", and the long names of the flags of `re`.
 * `expand` is known but refused: "if the tool isn't able to handle placeholders, it must reject the rule".
 */
export const modifierGroups: ReadonlyMap<string, ModifierGroup | 'expand'> = new Map<
  string,
  ModifierGroup | 'expand'
>([
  ['all', 'list'],
  ['neq', 'negation'],
  ['cased', 'case'],
  ['contains', 'anchor'],
  ['startswith', 'anchor'],
  ['endswith', 'anchor'],
  ['windash', 'windash'],
  ['utf16le', 'encoding'],
  ['utf16be', 'encoding'],
  ['utf16', 'encoding'],
  ['wide', 'encoding'],
  ['base64', 'base64'],
  ['base64offset', 'base64'],
  ['re', 're'],
  ['i', 'flag'],
  ['m', 'flag'],
  ['s', 'flag'],
  ['ignorecase', 'flag'],
  ['multiline', 'flag'],
  ['dotall', 'flag'],
  ['cidr', 'cidr'],
  ['exists', 'exists'],
  ['fieldref', 'fieldref'],
  ['lt', 'order'],
  ['lte', 'order'],
  ['gt', 'order'],
  ['gte', 'order'],
  ['minute', 'time'],
  ['hour', 'time'],
  ['day', 'time'],
  ['week', 'time'],
  ['month', 'time'],
  ['year', 'time'],
  ['expand', 'expand'],
]);

/**
 * Which groups go together, by what the values are compared as. A comparison of times by order
 * (`time|hour|lt: 6`) is ours; the specification only knows equal ones.
 */
export const allowedGroups: Readonly<Record<Comparison, readonly ModifierGroup[]>> = {
  text: ['list', 'negation', 'case', 'anchor', 'windash', 'encoding', 'base64'],
  re: ['re', 'flag', 'list', 'negation', 'anchor'],
  cidr: ['cidr', 'list', 'negation'],
  exists: ['exists'],
  fieldref: ['fieldref', 'list', 'negation', 'case'],
  number: ['order', 'list', 'negation'],
  time: ['time', 'order', 'list', 'negation'],
};
