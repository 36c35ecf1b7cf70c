import { Fault } from './fault.js';
import type { JsonSchema } from './json-schema.js';
import { refuse, type Schema } from './schema.js';

interface TextOptions<T> {
  readonly expected: string;
  /** Undefined: the text is not what is expected. */
  readonly parse: (text: string) => T | Fault | undefined;
  /** Numbers and booleans are taken too, as they are written. */
  readonly anyScalar?: boolean;
  readonly json?: JsonSchema;
}

/** A scalar that is a text, made into something by `parse`. */
export function parsedText<T>(options: TextOptions<T>): Schema<T> {
  const { expected, parse, anyScalar = false } = options;
  const type = anyScalar ? ['string', 'number', 'boolean'] : 'string';
  return {
    expected,
    read(at) {
      const { node } = at;
      if (node.kind !== 'scalar' || node.value === null) return refuse(at, expected);
      if (typeof node.value !== 'string' && !anyScalar) return refuse(at, `${expected} (a text: in quotes)`);
      const value = parse(node.text);
      if (value === undefined) return refuse(at, expected);
      if (!(value instanceof Fault)) return value;
      at.file.issues.add(at.path, value.message);
      return undefined;
    },
    json: () => ({ type, ...options.json }),
  };
}

/** A text that is not empty. */
export function text(expected: string): Schema<string> {
  return parsedText({
    expected,
    parse: (value) => (value.trim() === '' ? undefined : value),
    json: { pattern: '\\S' },
  });
}

/** Any scalar but null, as it is written: `5` and `1.0` are the texts "5" and "1.0". */
export function anyText(expected: string): Schema<string> {
  return parsedText({ expected, parse: (value) => value, anyScalar: true });
}
