import type { MapNode } from '../document/node.js';
import type { Schema } from './schema.js';

/** One key of an object. */
export interface Key<T> {
  readonly schema: Schema<T>;
  /** Always, never, or depending on the rest of the object (which JSON Schema is told separately). */
  readonly required: boolean | ((object: MapNode) => boolean);
  /** What the key means, shown by editors and where it is missing. */
  readonly doc: string;
  /** As JSON data, only shown. */
  readonly shownDefault?: unknown;
}

export type Keys = Readonly<Record<string, Key<unknown>>>;

export function required<T>(schema: Schema<T>, doc: string): Key<T> {
  return { schema, required: true, doc };
}

export function requiredIf<T>(when: (object: MapNode) => boolean, schema: Schema<T>, doc: string): Key<T> {
  return { schema, required: when, doc };
}

export function optional<T>(schema: Schema<T>, doc: string, shownDefault?: unknown): Key<T> {
  return { schema, required: false, doc, shownDefault };
}
