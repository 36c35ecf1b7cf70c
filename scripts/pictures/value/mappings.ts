import type { MappingJson } from '../model/dashboard-json.js';

export interface MappingResult {
  readonly text?: string;
  readonly color?: string;
}

/** What the first mapping that is for `value` puts in its place. */
export function mapped(
  mappings: readonly MappingJson[],
  value: number | string | null | undefined,
): MappingResult | undefined {
  return mappings.map((mapping) => resultOf(mapping, value)).find((result) => result !== undefined);
}

function resultOf(
  { type, options }: MappingJson,
  value: number | string | null | undefined,
): MappingResult | undefined {
  if (type === 'value') return options[String(value)] as MappingResult | undefined;
  const kinds = String(options['match']).split('+');
  const kind = value === null || value === undefined ? 'null' : Number.isNaN(value) ? 'nan' : '';
  return kinds.includes(kind) ? (options['result'] as MappingResult) : undefined;
}
