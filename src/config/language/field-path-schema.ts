import { quote } from '../document/describe-node.js';
import { type FieldPath, parseFieldPath } from '../field-path.js';
import { define } from '../schema/define.js';
import { Fault } from '../schema/fault.js';
import type { Schema } from '../schema/schema.js';
import { parsedText } from '../schema/text.js';

/** A path to a field of an event. */
export const fieldPath: Schema<FieldPath> = define(
  'fieldPath',
  parsedText({
    expected: 'a field path such as request.path',
    parse: (text) => parseFieldPath(text) ?? new Fault(notAPath(text)),
    json: { minLength: 1, examples: ['request.path', 'annotations."authorization.k8s.io/decision"'] },
  }),
);

function notAPath(text: string): string {
  const rule = 'segments stand between dots, and a key that contains dots stands in double quotes';
  return `${quote(text)} is not a field path: ${rule}, as in a."b.c".d`;
}
