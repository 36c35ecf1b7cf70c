import type { Column } from './memory-snapshot.js';

/** A copy of `column` with the numbers of `slots`, in their order: what belongs to the keys of a KeyTable's `order()`. */
export function gathered<T extends Column>(column: T, slots: Int32Array): T {
  const copy = new (column.constructor as new (length: number) => T)(slots.length);
  for (let i = 0; i < slots.length; i += 1) copy[i] = column[slots[i]!]!;
  return copy;
}
