import type { Origin } from '../config.js';
import type { MapNode } from '../document/node.js';
import { checkKeys } from './check-keys.js';
import type { Definitions, JsonSchema } from './json-schema.js';
import type { Key, Keys } from './key.js';
import { type At, below, type Infer, originOf, refuse, type Schema } from './schema.js';

/** What an object read as: a key that is absent or not valid is undefined. */
export type ObjectOf<K extends Keys> = { readonly [N in keyof K]: Infer<K[N]['schema']> | undefined } & {
  readonly origin: Origin;
};

interface ObjectOptions<K extends Keys> {
  /** `a source`, `a label`. */
  readonly name: string;
  /** Exactly one of these keys has to be there. */
  readonly exactlyOne?: readonly string[];
  /** The keys that are of use in this one, to suggest for those that are unknown; undefined: all. */
  readonly useful?: (node: MapNode) => readonly string[] | undefined;
  /** What one key alone cannot tell. Adds issues. */
  readonly check?: (value: ObjectOf<K>, at: At & { node: MapNode }) => void;
  /** Further keywords of the JSON Schema. */
  readonly json?: JsonSchema;
}

/** A map with known keys. Unknown and missing keys are issues; the rest is read all the same. */
export function object<K extends Keys>(keys: K, options: ObjectOptions<K>): Schema<ObjectOf<K>> {
  const known = new Map(Object.entries(keys));
  return {
    expected: options.name,
    read(at) {
      const { node } = at;
      if (node.kind !== 'map') return refuse(at, `${options.name} (a map with ${namesOf(known)})`);
      checkKeys({ ...at, node }, known, options.name, options.exactlyOne, options.useful?.(node));
      const value: Record<string, unknown> = { origin: originOf(at) };
      for (const [name, key] of known) {
        const entry = node.entries.get(name);
        value[name] = entry && key.schema.read(below(at, name, entry.value));
      }
      const read = value as ObjectOf<K>;
      options.check?.(read, { ...at, node });
      return read;
    },
    json: (definitions) => ({ ...objectJson(known, definitions, options.exactlyOne), ...options.json }),
  };
}

function namesOf(known: ReadonlyMap<string, Key<unknown>>): string {
  const needed = [...known].filter(([, key]) => key.required !== false).map(([name]) => name);
  return (needed.length > 0 ? needed : [...known.keys()]).join(', ');
}

function objectJson(
  known: ReadonlyMap<string, Key<unknown>>,
  definitions: Definitions,
  exactlyOne: readonly string[] | undefined,
): JsonSchema {
  const properties = [...known].map(([name, key]) => {
    const shown = key.shownDefault === undefined ? {} : { default: key.shownDefault };
    return [name, { description: key.doc, ...shown, ...key.schema.json(definitions) }] as const;
  });
  const needed = [...known].filter(([, key]) => key.required === true).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
    ...(needed.length > 0 ? { required: needed } : {}),
    ...(exactlyOne ? { oneOf: exactlyOne.map((key) => ({ required: [key] })) } : {}),
  };
}
