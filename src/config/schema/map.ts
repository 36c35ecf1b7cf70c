import { quote } from '../document/describe-node.js';
import { below, refuse, refuseEmpty, type Schema } from './schema.js';

interface KeyRule {
  /** Undefined when the key is right, else what is wrong with it: `must start with a letter`. */
  readonly wrong?: (key: string) => string | undefined;
  /** What JSON Schema can check of it. */
  readonly pattern?: string;
  readonly minProperties?: 0 | 1;
}

/**
 * A map whose keys the user chooses, in the order of the file. It is a Map and not an object, so that names
 * such as `__proto__` and `constructor` are names like any other.
 */
export function map<T>(
  value: Schema<T>,
  expected: string,
  rule: KeyRule = {},
): Schema<ReadonlyMap<string, T>> {
  const { minProperties = 1 } = rule;
  return {
    expected,
    read(at) {
      if (at.node.kind !== 'map') return refuse(at, expected);
      if (at.node.entries.size < minProperties) return refuseEmpty(at, expected);
      const read = new Map<string, T>();
      for (const [key, entry] of at.node.entries) {
        const wrong = rule.wrong?.(key);
        if (wrong !== undefined) {
          at.file.issues.add([...at.path, key], `${quote(key)} ${wrong}`, { atKey: true });
        }
        const item = value.read(below(at, key, entry.value));
        if (item !== undefined) read.set(key, item);
      }
      return read;
    },
    json: (definitions) => ({
      type: 'object',
      minProperties,
      ...(rule.pattern === undefined ? {} : { propertyNames: { pattern: rule.pattern } }),
      additionalProperties: value.json(definitions),
    }),
  };
}
