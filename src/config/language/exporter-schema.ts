import { optional, required } from '../schema/key.js';
import { list } from '../schema/list.js';
import { object } from '../schema/object.js';
import type { Infer } from '../schema/schema.js';
import { userMetric } from './metric-schema.js';
import { sources } from './source-schema.js';
import { state, web } from './web-schema.js';

/** The language of exporter.yml. */
export const exporterSchema = object(
  {
    web: optional(web, 'The HTTP server.'),
    state: optional(state, 'The checkpoint.'),
    sources: required(sources, 'The logs to follow, by name.'),
    metrics: optional(
      list(userMetric, 'a list of metrics', 0),
      'Your own metrics, beside those of the presets; one of the same name replaces them.',
    ),
  },
  { name: 'a configuration' },
);

export type ExporterEntry = Infer<typeof exporterSchema>;
