import type { Schema } from './schema.js';

/** One key of an object. */
export interface Key<T> {
  readonly schema: Schema<T>;
  readonly required: boolean;
  /** What the key means, shown by editors and where it is missing. */
  readonly doc: string;
  /** As JSON data, only shown. */
  readonly shownDefault?: unknown;
}

export type Keys = Readonly<Record<string, Key<unknown>>>;

export function required<T>(schema: Schema<T>, doc: string): Key<T> {
  return { schema, required: true, doc };
}

export function optional<T>(schema: Schema<T>, doc: string, shownDefault?: unknown): Key<T> {
  return { schema, required: false, doc, shownDefault };
}
