import type { RawCondition } from '../config.js';
import type { ExporterEntry } from '../language/exporter-schema.js';

/** The conditions that stand in exporter.yml, whatever else is wrong with the sources and metrics around them. */
export function conditionsOf({ sources, metrics }: ExporterEntry): RawCondition[] {
  const ignores = [...(sources?.values() ?? [])].map(({ ignore }) => ignore);
  const rules = (metrics ?? []).flatMap(({ when, from, to, until, labels }) => [
    when,
    from,
    to,
    until,
    ...(labels ?? []).flatMap(({ cases }) => (cases ?? []).map((one) => one.when)),
  ]);
  return [...ignores, ...rules].filter((condition) => condition !== undefined);
}
