import type { Column } from './memory-snapshot.js';

/** `column` itself when it has `length` numbers or more, else a copy that has, filled up with 0. */
export function grown<T extends Column>(column: T, length: number): T {
  if (column.length >= length) return column;
  const next = new (column.constructor as new (length: number) => T)(length);
  next.set(column);
  return next;
}
