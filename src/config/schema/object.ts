import { quote } from '../document/describe-node.js';
import type { MapNode } from '../document/node.js';
import type { Origin } from '../config.js';
import { suggestion } from './choice.js';
import type { Definitions, JsonSchema } from './json-schema.js';
import { type At, below, type Infer, originOf, refuse, type Schema } from './schema.js';

interface Key<T> {
  readonly schema: Schema<T>;
  readonly required: boolean;
  /** What the key means, shown by editors and where it is missing. */
  readonly doc: string;
  /** As JSON data, only shown. */
  readonly shownDefault?: unknown;
}

type Keys = Readonly<Record<string, Key<unknown>>>;

/** What an object read as: a key that is absent or not valid is undefined. */
export type ObjectOf<K extends Keys> = { readonly [N in keyof K]: Infer<K[N]['schema']> | undefined } & {
  readonly origin: Origin;
};

interface ObjectOptions<K extends Keys> {
  /** `a source`, `a label`. */
  readonly name: string;
  /** Exactly one of these keys has to be there. */
  readonly exactlyOne?: readonly string[];
  /** What one key alone cannot tell. Adds issues. */
  readonly check?: (value: ObjectOf<K>, at: At & { node: MapNode }) => void;
  /** Further keywords of the JSON Schema. */
  readonly json?: JsonSchema;
}

export function required<T>(schema: Schema<T>, doc: string): Key<T> {
  return { schema, required: true, doc };
}

export function optional<T>(schema: Schema<T>, doc: string, shownDefault?: unknown): Key<T> {
  return { schema, required: false, doc, shownDefault };
}

/** A map with known keys. Unknown and missing keys are issues; the rest is read all the same. */
export function object<K extends Keys>(keys: K, options: ObjectOptions<K>): Schema<ObjectOf<K>> {
  const known = new Map(Object.entries(keys));
  return {
    expected: options.name,
    read(at) {
      const { node } = at;
      if (node.kind !== 'map') return refuse(at, `${options.name} (a map with ${namesOf(known)})`);
      const value: Record<string, unknown> = { origin: originOf(at) };
      refuseUnknown(at, node, [...known.keys()]);
      for (const [name, key] of known) {
        const entry = node.entries.get(name);
        value[name] = entry && key.schema.read(below(at, name, entry.value));
        if (!entry && key.required) at.file.issues.add(at.path, `missing key ${quote(name)}: ${key.doc}`);
      }
      if (options.exactlyOne !== undefined) checkExactlyOne(at, node, options.name, options.exactlyOne);
      const read = value as ObjectOf<K>;
      options.check?.(read, { ...at, node });
      return read;
    },
    json: (definitions) => ({ ...objectJson(known, definitions, options.exactlyOne), ...options.json }),
  };
}

function namesOf(known: ReadonlyMap<string, Key<unknown>>): string {
  const needed = [...known].filter(([, key]) => key.required).map(([name]) => name);
  return (needed.length > 0 ? needed : [...known.keys()]).join(', ');
}

function refuseUnknown(at: At, node: MapNode, names: readonly string[]): void {
  for (const key of node.entries.keys()) {
    if (names.includes(key)) continue;
    const message = `unknown key ${quote(key)}; ${suggestion(key, names)}`;
    at.file.issues.add([...at.path, key], message, { atKey: true });
  }
}

function checkExactlyOne(at: At, node: MapNode, name: string, keys: readonly string[]): void {
  const [first, ...more] = keys.filter((key) => node.entries.has(key));
  if (first === undefined) {
    at.file.issues.add(at.path, `${name} needs exactly one of ${keys.join(', ')}; it has none`);
  }
  for (const key of more) {
    const message = `${name} needs exactly one of ${keys.join(', ')}; remove ${quote(key)} or ${quote(first ?? '')}`;
    at.file.issues.add([...at.path, key], message, { atKey: true });
  }
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
  const needed = [...known].filter(([, key]) => key.required).map(([name]) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
    ...(needed.length > 0 ? { required: needed } : {}),
    ...(exactlyOne ? { oneOf: exactlyOne.map((key) => ({ required: [key] })) } : {}),
  };
}
