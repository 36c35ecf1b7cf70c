import { refuse, type Schema } from './schema.js';

interface Kinds<T> {
  readonly scalar?: Schema<T>;
  readonly list?: Schema<T>;
  readonly map?: Schema<T>;
}

/** A value that may be written in several ways, told apart by whether it is a scalar, a list or a map. */
export function byKind<T>(expected: string, kinds: Kinds<T>): Schema<T> {
  return {
    expected,
    read(at) {
      const empty = at.node.kind === 'scalar' && at.node.value === null;
      const schema = empty ? undefined : kinds[at.node.kind];
      return schema === undefined ? refuse(at, expected) : schema.read(at);
    },
    json: (definitions) => ({
      anyOf: [kinds.scalar, kinds.list, kinds.map]
        .filter((schema) => schema !== undefined)
        .map((schema) => schema.json(definitions)),
    }),
  };
}
