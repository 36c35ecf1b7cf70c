import type { Schema } from './schema.js';

/** The same schema with its value made into something else. */
export function mapped<T, U>(schema: Schema<T>, make: (value: T) => U): Schema<U> {
  return {
    expected: schema.expected,
    read(at) {
      const value = schema.read(at);
      return value === undefined ? undefined : make(value);
    },
    json: (definitions) => schema.json(definitions),
  };
}
