import type { Config, SourceConfig } from '../config.js';
import type { ConfigFile } from '../document/config-file.js';
import type { ExporterEntry } from '../language/exporter-schema.js';
import {
  defaultDirectory,
  defaultInterval,
  defaultListen,
  defaultTelemetryPath,
} from '../language/web-schema.js';
import type { Preset } from '../preset.js';
import type { PresetLibrary } from '../preset-library.js';
import { buildSource } from './build-source.js';
import { checkEntries, checkRemovals } from './check-rules.js';
import { checkClashes } from './clashes.js';
import { toUserRules } from './merge-metrics.js';

/**
 * The normalized configuration, and the issues that only show in the whole. Parts that did not read are left
 * out, so the result is of use only when there is no issue.
 */
export function buildConfig(
  file: ConfigFile,
  entry: ExporterEntry,
  presets: PresetLibrary,
  recognised: ReadonlyMap<string, string>,
): Config {
  const entries = entry.metrics ?? [];
  checkEntries(entries, sourceNames(file, entry));
  const rules = toUserRules(entries);
  const sources = [...(entry.sources ?? [])].map(([name, source]) =>
    buildSource(name, source, rules, presets, recognised.get(name)),
  );
  checkRemovals(rules, presetsOf(sources, presets));
  checkStandardInput(sources);
  const users = new Set(rules.map((rule) => rule.metric));
  checkClashes(
    sources.flatMap((source) => source.metrics),
    (metric) => users.has(metric),
  );
  return {
    web: {
      listen: entry.web?.listen ?? defaultListen,
      telemetryPath: entry.web?.telemetry_path ?? defaultTelemetryPath,
      openmetricsCreated: entry.web?.openmetrics_created ?? false,
    },
    state: {
      directory: entry.state?.directory ?? defaultDirectory,
      interval: entry.state?.interval ?? defaultInterval,
    },
    sources,
  };
}

/** As written: a source that did not read is still known by name. */
function sourceNames(file: ConfigFile, entry: ExporterEntry): string[] {
  const node = file.root?.kind === 'map' ? file.root.entries.get('sources')?.value : undefined;
  return node?.kind === 'map'
    ? [...node.entries.keys()]
    : [...(entry.sources ?? new Map<string, unknown>()).keys()];
}

function presetsOf(sources: readonly SourceConfig[], presets: PresetLibrary): Map<string, Preset> {
  const found = new Map<string, Preset>();
  for (const source of sources) {
    const preset = source.preset === undefined ? undefined : presets.find(source.preset);
    if (preset !== undefined) found.set(source.name, preset);
  }
  return found;
}

function checkStandardInput(sources: readonly SourceConfig[]): void {
  const [first, ...more] = sources.filter((source) => source.files.includes('-'));
  for (const { origin } of more) {
    const message = `only one source can read standard input, and "${first?.name}" does already`;
    origin.issues.add([...origin.path, 'files'], message);
  }
}
