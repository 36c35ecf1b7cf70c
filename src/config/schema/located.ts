import type { Origin } from '../config.js';
import { originOf, type Schema } from './schema.js';

export interface Located<T> {
  readonly value: T;
  readonly origin: Origin;
}

/** The schema with where its value stands, for checks that are made later. */
export function located<T>(schema: Schema<T>): Schema<Located<T>> {
  return {
    expected: schema.expected,
    read(at) {
      const value = schema.read(at);
      return value === undefined ? undefined : { value, origin: originOf(at) };
    },
    json: (definitions) => schema.json(definitions),
  };
}
