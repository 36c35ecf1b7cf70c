import { dirname } from 'node:path';
import type { Config, RawCondition } from './config.js';
import { ConfigFile } from './document/config-file.js';
import { exporterSchema } from './language/exporter-schema.js';
import { buildConfig } from './merge/build-config.js';
import { conditionsOf } from './merge/conditions-of.js';
import { PresetLibrary } from './preset-library.js';
import { type Problem, sortProblems } from './problem.js';

export interface LoadOptions {
  /** Instead of the presets that come with the package. */
  readonly presetDirectory?: string;
  /** Source name to preset, for sources that name neither preset nor format: what their first lines told. */
  readonly recognised?: ReadonlyMap<string, string>;
}

export interface LoadedConfig {
  /** Undefined when there was a problem. */
  readonly config: Config | undefined;
  /** Those of exporter.yml that could be read, for telling their problems when there is no `config`. */
  readonly conditions: readonly RawCondition[];
  /** Sorted by file and position. May still grow: match/ adds those of the conditions when it compiles them. */
  problems(): readonly Problem[];
}

/** Reads exporter.yml and the presets that it names. Never throws: what is wrong is among the problems. */
export function loadConfig(file: string, options: LoadOptions = {}): LoadedConfig {
  return load(ConfigFile.read(file, file, dirname(file)), options);
}

/** The same for a text that is there already; `file` is its name in messages. */
export function loadConfigText(file: string, text: string, options: LoadOptions = {}): LoadedConfig {
  return load(ConfigFile.fromText(text, file, dirname(file)), options);
}

function load(file: ConfigFile, { presetDirectory, recognised = new Map() }: LoadOptions): LoadedConfig {
  const presets = new PresetLibrary(presetDirectory);
  const context = { name: file.name, directory: file.directory, issues: file };
  const entry = file.root && exporterSchema.read({ node: file.root, path: [], file: context });
  const config = entry && buildConfig(file, entry, presets, recognised);
  const conditions = entry === undefined ? [] : conditionsOf(entry);
  return loaded(config, () => [...file.problems(), ...presets.problems()], conditions);
}

/** A configuration is handed out only while it has no problem. */
export function loaded(
  config: Config | undefined,
  problems: () => readonly Problem[],
  conditions: readonly RawCondition[] = [],
): LoadedConfig {
  return {
    config: problems().length === 0 ? config : undefined,
    conditions,
    problems: () => sortProblems(problems()),
  };
}
