import { readFileSync } from 'node:fs';
import type { FormatConfig, RawCondition, SourceConfig } from './config.js';
import type { Preset } from './preset.js';
import { PresetLibrary } from './preset-library.js';
import { type Problem, sortProblems } from './problem.js';

export interface PresetSummary {
  readonly name: string;
  readonly system: string;
  readonly description: string;
  /** Path of its file. */
  readonly file: string;
}

export interface LoadedPreset {
  /** Undefined when there is no such preset, or when it had problems as it was read. */
  readonly preset: Preset | undefined;
  /** May still grow: conditions are compiled later. */
  problems(): readonly Problem[];
}

/** What it takes to tell whether a line is from such a log. */
export interface PresetRecogniser {
  readonly name: string;
  readonly formats: readonly FormatConfig[];
  readonly fields: SourceConfig['fields'];
  readonly condition: RawCondition;
}

/** Names of the presets in alphabetical order; nothing is read. */
export function presetNames(directory?: string): readonly string[] {
  return new PresetLibrary(directory).names();
}

/** All presets in alphabetical order. `directory` is for tests: the default is that of the package. */
export function listPresets(directory?: string): PresetSummary[] {
  const library = new PresetLibrary(directory);
  return library.names().flatMap((name) => {
    const preset = library.find(name);
    const file = library.pathOf(name);
    if (preset === undefined || file === undefined) return [];
    return [{ name, system: preset.system, description: preset.description, file }];
  });
}

/** One preset with its problems; never throws. */
export function loadPreset(name: string, directory?: string): LoadedPreset {
  const library = new PresetLibrary(directory);
  const preset = library.find(name);
  const sound = library.problems().length === 0;
  return { preset: sound ? preset : undefined, problems: () => sortProblems(library.problems()) };
}

/** The text of a preset's file, to read and to copy from. Undefined when there is no such preset. */
export function presetText(name: string, directory?: string): string | undefined {
  const path = new PresetLibrary(directory).pathOf(name);
  return path === undefined ? undefined : readFileSync(path, 'utf8');
}

/** The presets that can tell their log by its lines, in alphabetical order. */
export function presetRecognisers(directory?: string): PresetRecogniser[] {
  const library = new PresetLibrary(directory);
  return library.names().flatMap((name) => {
    const preset = library.find(name);
    if (preset?.recognise === undefined) return [];
    return [{ name, formats: preset.formats, fields: preset.fields, condition: preset.recognise }];
  });
}
