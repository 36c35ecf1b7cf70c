import type { ConfigFile } from '../document/config-file.js';
import { presetSchema } from '../language/preset-schema.js';
import type { Preset } from '../preset.js';
import { checkClashes } from './clashes.js';
import { checkDuplicates } from './duplicates.js';
import { checkSecrets } from './secrets.js';
import { toMetricConfig } from './to-metric-config.js';

/** The preset of a file. Its problems are the file's; parts that did not read are left out. */
export function buildPreset(file: ConfigFile, name: string): Preset {
  const origin = { file: file.name, line: 1, path: [], issues: file };
  const entry = file.root && presetSchema.read({ node: file.root, path: [], file: context(file) });
  const metrics = (entry?.metrics ?? []).map(toMetricConfig).filter((metric) => metric !== undefined);
  const preset: Preset = {
    name,
    origin,
    description: entry?.description ?? '',
    system: entry?.system ?? '',
    formats: entry?.format ?? [],
    time: entry?.time,
    id: entry?.id,
    fields: entry?.fields ?? new Map(),
    ignore: entry?.ignore,
    secrets: entry?.secrets ?? [],
    recognise: entry?.recognise,
    metrics,
  };
  checkDuplicates(entry?.metrics ?? []);
  checkSecrets({ ...preset, idOrigin: origin, preset: name });
  checkClashes(dropRepeated(metrics), () => false);
  return preset;
}

/** A name that stands twice is one problem, not a clash as well. */
function dropRepeated<T extends { readonly name: string }>(metrics: readonly T[]): T[] {
  return [...new Map(metrics.toReversed().map((metric) => [metric.name, metric])).values()].toReversed();
}

function context(file: ConfigFile): { name: string; directory: string; issues: ConfigFile } {
  return { name: file.name, directory: file.directory, issues: file };
}
