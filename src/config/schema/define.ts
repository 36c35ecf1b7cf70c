import type { Schema } from './schema.js';

/** The schema under a name: its JSON Schema is written once, under `definitions`, and referred to. */
export function define<T>(name: string, schema: Schema<T>): Schema<T> {
  return {
    expected: schema.expected,
    read: (at) => schema.read(at),
    json(definitions) {
      if (!definitions.has(name)) {
        definitions.set(name, {});
        definitions.set(name, schema.json(definitions));
      }
      return { $ref: `#/definitions/${name}` };
    },
  };
}
