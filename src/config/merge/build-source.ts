import type { SourceConfig } from '../config.js';
import type { SourceEntry } from '../language/source-schema.js';
import type { Preset } from '../preset.js';
import type { PresetLibrary } from '../preset-library.js';
import { defaultRotated } from '../rotated-pattern.js';
import { unknownWord } from '../schema/choice.js';
import { mergeMetrics, type UserRule } from './merge-metrics.js';
import { checkSecrets } from './secrets.js';

/** One source with its preset and the user's metrics merged in; `recognised` is the preset found by looking. */
export function buildSource(
  name: string,
  entry: SourceEntry,
  rules: readonly UserRule[],
  presets: PresetLibrary,
  recognised: string | undefined,
): SourceConfig {
  const wanted = entry.preset ?? (entry.format === undefined ? recognised : undefined);
  const preset = wanted === undefined ? undefined : findPreset(wanted, entry, presets);
  const source: SourceConfig = {
    name,
    origin: entry.origin,
    files: entry.files?.value ?? [],
    preset: preset?.name,
    system: entry.system ?? preset?.system ?? '',
    formats: entry.format ?? preset?.formats ?? [],
    time: entry.time ?? preset?.time,
    id: entry.id ?? preset?.id,
    fields: new Map([...(preset?.fields ?? []), ...(entry.fields ?? [])]),
    ignore: entry.ignore ?? preset?.ignore,
    secrets: preset?.secrets ?? [],
    start: entry.start ?? 'beginning',
    rotated: entry.rotated ?? defaultRotated,
    maxLineBytes: entry.max_line_bytes ?? 2 ** 20,
    pollInterval: entry.poll_interval ?? 250,
    metrics: mergeMetrics(name, preset?.metrics ?? [], rules),
  };
  if (preset !== undefined) {
    const idOrigin = entry.id === undefined ? preset.origin : entry.origin;
    checkSecrets({ ...source, idOrigin, preset: preset.name });
  }
  return source;
}

function findPreset(name: string, entry: SourceEntry, presets: PresetLibrary): Preset | undefined {
  const preset = presets.find(name);
  if (preset === undefined) {
    entry.origin.issues.add([...entry.origin.path, 'preset'], unknownWord('preset', name, presets.names()));
  }
  return preset;
}
