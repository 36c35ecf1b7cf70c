import { exporterSchema } from './language/exporter-schema.js';
import type { Definitions, JsonSchema } from './schema/json-schema.js';

/** JSON Schema of exporter.yml, for editors; what only the exporter itself can check is not in it. */
export function jsonSchema(): JsonSchema {
  const definitions: Definitions = new Map();
  const root = exporterSchema.json(definitions);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'exporter.yml of auditlog-exporter',
    ...root,
    definitions: Object.fromEntries(definitions),
  };
}
