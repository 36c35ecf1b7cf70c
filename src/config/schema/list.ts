import { below, refuse, refuseEmpty, type Schema } from './schema.js';

/** A list. Items that are not valid are left out of what is read. */
export function list<T>(item: Schema<T>, expected: string, minItems: 0 | 1 = 1): Schema<readonly T[]> {
  return {
    expected,
    read(at) {
      const { node } = at;
      if (node.kind !== 'list') return refuse(at, expected);
      if (node.items.length < minItems) return refuseEmpty(at, expected);
      return node.items
        .map((each, index) => item.read(below(at, index, each)))
        .filter((value): value is T & {} => value !== undefined);
    },
    json: (definitions) => ({ type: 'array', items: item.json(definitions), minItems }),
  };
}

/** One item without brackets, or a list. */
export function oneOrMore<T>(item: Schema<T>, expected: string): Schema<readonly T[]> {
  const many = list(item, expected);
  return {
    expected,
    read(at) {
      if (at.node.kind === 'list') return many.read(at);
      const value = item.read(at);
      return value === undefined ? undefined : [value];
    },
    json: (definitions) => ({ anyOf: [item.json(definitions), many.json(definitions)] }),
  };
}
