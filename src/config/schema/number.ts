import { refuse, type Schema } from './schema.js';

interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/** A whole number within a range, both ends included. */
export function integer(what: string, range: Range): Schema<number> {
  const expected = `${what} from ${range.minimum} to ${range.maximum}`;
  return {
    expected,
    read(at) {
      const value = at.node.kind === 'scalar' ? at.node.value : undefined;
      if (typeof value !== 'number' || !Number.isInteger(value)) return refuse(at, expected);
      return value < range.minimum || value > range.maximum ? refuse(at, expected) : value;
    },
    json: () => ({ type: 'integer', ...range }),
  };
}

/** A finite number. */
export function finiteNumber(expected: string): Schema<number> {
  return {
    expected,
    read(at) {
      const value = at.node.kind === 'scalar' ? at.node.value : undefined;
      return typeof value === 'number' && Number.isFinite(value) ? value : refuse(at, expected);
    },
    json: () => ({ type: 'number' }),
  };
}
