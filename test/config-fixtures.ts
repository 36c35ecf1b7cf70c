import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../src/config/package-root.js';

export const fixtures = join(packageRoot(), 'test/fixtures/config');
export const presetDirectory = join(fixtures, 'presets');

/** Names of the YAML files of a folder of fixtures, without the extension. */
export function fixtureNames(folder: 'bad' | 'good'): string[] {
  return readdirSync(join(fixtures, folder))
    .filter((file) => file.endsWith('.yml'))
    .map((file) => file.slice(0, -'.yml'.length));
}
