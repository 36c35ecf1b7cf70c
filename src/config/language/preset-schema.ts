import { optional, required } from '../schema/key.js';
import { list } from '../schema/list.js';
import { object } from '../schema/object.js';
import type { Infer } from '../schema/schema.js';
import { anyText, text } from '../schema/text.js';
import { condition } from './condition-schema.js';
import { fieldPath } from './field-path-schema.js';
import { formats } from './format-schema.js';
import { presetMetric } from './metric-schema.js';
import { decodingKeys } from './source-schema.js';

/** The language of presets/*.yml. */
export const presetSchema = object(
  {
    description: required(text('a sentence'), 'What log this is, in a sentence.'),
    system: required(anyText('a name'), 'Value of the label `system`.'),
    format: required(formats, 'How lines are read.'),
    ...decodingKeys,
    secrets: optional(
      list(fieldPath, 'a list of field paths', 0),
      'Fields that may carry a secret, with everything below them: refused as labels.',
    ),
    recognise: optional(condition, 'Lines that tell that a file is such a log.'),
    metrics: required(list(presetMetric, 'a list of metrics', 0), 'What is counted.'),
  },
  { name: 'a preset' },
);

export type PresetEntry = Infer<typeof presetSchema>;
