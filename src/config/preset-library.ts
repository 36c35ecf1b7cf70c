import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigFile } from './document/config-file.js';
import { buildPreset } from './merge/build-preset.js';
import { packageRoot } from './package-root.js';
import type { Preset } from './preset.js';
import type { Problem } from './problem.js';

/** The presets of a directory. Each file is read once, when it is first asked for. */
export class PresetLibrary {
  readonly #directory: string;
  readonly #loaded = new Map<string, { readonly file: ConfigFile; readonly preset: Preset }>();
  #names: readonly string[] | undefined;

  /** Without `directory`: those that come with the package. */
  constructor(directory: string = join(packageRoot(), 'presets')) {
    this.#directory = directory;
  }

  /** In alphabetical order; none when the directory cannot be read. */
  names(): readonly string[] {
    this.#names ??= listNames(this.#directory);
    return this.#names;
  }

  /** Path of a preset that is there. A name from outside never becomes a path: it has to be in the list. */
  pathOf(name: string): string | undefined {
    return this.names().includes(name) ? join(this.#directory, `${name}.yml`) : undefined;
  }

  /** The preset, as far as it could be read; `problems` tells whether it is sound. */
  find(name: string): Preset | undefined {
    const path = this.pathOf(name);
    if (path === undefined) return undefined;
    let loaded = this.#loaded.get(name);
    if (loaded === undefined) {
      const file = ConfigFile.read(path, `presets/${name}.yml`, this.#directory);
      loaded = { file, preset: buildPreset(file, name) };
      this.#loaded.set(name, loaded);
    }
    return loaded.preset;
  }

  /** Problems of the presets that were asked for. */
  problems(): Problem[] {
    return [...this.#loaded.values()].flatMap(({ file }) => file.problems());
  }
}

function listNames(directory: string): string[] {
  try {
    return readdirSync(directory)
      .filter((file) => file.endsWith('.yml'))
      .map((file) => file.slice(0, -'.yml'.length))
      .sort();
  } catch {
    return [];
  }
}
