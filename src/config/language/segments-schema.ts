import type { LabelConfig } from '../config.js';
import { quote } from '../document/describe-node.js';
import { Fault } from '../schema/fault.js';
import type { Schema } from '../schema/schema.js';
import { parsedText } from '../schema/text.js';

type Segments = NonNullable<LabelConfig['segments']>;

/** Part of a path: `2` is the third segment, `-1` the last, `"0:2"` the first two, `"1:"` all but the first. */
export const segments: Schema<Segments> = parsedText({
  expected: 'the number of a segment such as 0 or -1, or a slice such as "0:2"',
  anyScalar: true,
  parse: parseSegments,
  json: { type: ['integer', 'string'], pattern: '^(-?[0-9]{1,4}|(-?[0-9]{1,4})?:(-?[0-9]{1,4})?)$' },
});

function parseSegments(text: string): Segments | Fault | undefined {
  const match = /^(?:(-?\d{1,4})|(-?\d{1,4})?:(-?\d{1,4})?)$/.exec(text);
  if (match === null) return undefined;
  const [, index, first, second] = match;
  if (index !== undefined) return single(Number(index));
  const from = first === undefined ? 0 : Number(first);
  const to = second === undefined ? undefined : Number(second);
  const sameEnd = to !== undefined && from < 0 === to < 0;
  if (sameEnd && from >= to)
    return new Fault(`the slice ${quote(text)} is always empty; its end is not included`);
  return { from, to };
}

function single(index: number): Segments {
  return index === -1 ? { from: -1, to: undefined } : { from: index, to: index + 1 };
}
