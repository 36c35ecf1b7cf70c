import type { RawCondition } from '../config.js';
import { toData } from '../document/to-data.js';
import { define } from '../schema/define.js';
import { originOf, refuse, type Schema } from '../schema/schema.js';

const expected = 'a condition (a map of fields and values, or a list of such maps)';

/** A condition as data; match/ compiles it and reports what is wrong inside. */
export const condition: Schema<RawCondition> = define('condition', {
  expected,
  read(at) {
    if (at.node.kind === 'scalar') return refuse(at, expected);
    return { data: toData(at.node), origin: originOf(at) };
  },
  json: () => ({
    type: ['object', 'array'],
    description:
      "Sigma's detection language: a map is AND, a list is OR; keys are field paths with modifiers, " +
      'as in `request.path|startswith: secret/`; `null` is absent; `*` and `?` are wildcards.',
  }),
});
