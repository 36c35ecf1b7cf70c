import type { Origin } from './config.js';
import { ConfigFile } from './document/config-file.js';
import type { SourceEntry } from './language/source-schema.js';
import { type LoadedConfig, type LoadOptions, loaded } from './load-config.js';
import { buildConfig } from './merge/build-config.js';
import { PresetLibrary } from './preset-library.js';

export interface FileSource {
  readonly name: string;
  /** Paths and globs; `-` is standard input. */
  readonly files: readonly string[];
  /** Undefined: to be recognised from the first lines. */
  readonly preset: string | undefined;
}

/** The configuration of `auditlog-exporter FILE…`: sources without an exporter.yml, everything else by default. */
export function configForFiles(files: readonly FileSource[], options: LoadOptions = {}): LoadedConfig {
  const file = ConfigFile.none('command line');
  const presets = new PresetLibrary(options.presetDirectory);
  const origin: Origin = { file: file.name, line: 0, path: [], issues: file };
  const sources = new Map(files.map((each) => [each.name, entryOf(each, origin)]));
  const entry = { web: undefined, state: undefined, metrics: undefined, sources, origin };
  const config = buildConfig(file, entry, presets, options.recognised ?? new Map());
  return loaded(config, () => [...file.problems(), ...presets.problems()]);
}

function entryOf({ files, preset }: FileSource, origin: Origin): SourceEntry {
  return {
    files: { value: files, origin },
    preset,
    format: undefined,
    system: undefined,
    time: undefined,
    id: undefined,
    fields: undefined,
    ignore: undefined,
    start: undefined,
    rotated: undefined,
    max_line_bytes: undefined,
    poll_interval: undefined,
    origin,
  };
}
