import { basename } from 'node:path';
import type { FileSource } from '../config/config-for-files.js';
import { nearestWord } from '../config/nearest-word.js';
import { presetNames } from '../config/presets.js';
import { recognise } from '../exporter/recognise.js';
import { cannotRead } from '../tail/path-error.js';
import { headOfFile } from './head-of-file.js';
import { OperationError, UsageError } from './terminal.js';

/**
 * Sources for files given on the command line: one each, named after the file.
 * @throws UsageError for an unknown preset; OperationError when a file cannot be read or recognised.
 */
export function fileSources(files: readonly string[], preset: string | undefined): FileSource[] {
  if (preset !== undefined) checkPreset(preset);
  const names = uniqueNames(files);
  return files.map((file, i) => ({
    name: names[i]!,
    files: [file],
    preset: preset ?? recognisePreset(file),
  }));
}

function checkPreset(preset: string): void {
  const names = presetNames();
  if (names.includes(preset)) return;
  const near = nearestWord(preset, names);
  throw new UsageError(
    `unknown preset "${preset}"; ${near === undefined ? '' : `did you mean "${near}"? `}there are: ${names.join(', ')}`,
  );
}

function recognisePreset(file: string): string {
  if (file === '-')
    throw new UsageError('standard input cannot be recognised before it is read: add --preset=NAME');
  const { preset, reason } = recognise(head(file));
  if (preset !== undefined) return preset;
  throw new OperationError(
    `cannot tell what log ${file} is: ${reason}; add --preset=NAME (see: auditlog-exporter presets)`,
  );
}

function head(file: string): Buffer {
  try {
    return headOfFile(file);
  } catch (error) {
    throw new OperationError(cannotRead(file, error, 'check the file'), { cause: error });
  }
}

/** `audit`, `audit-2`, …: the file's name without folder and ending, as far as it can be a source's name. */
function uniqueNames(files: readonly string[]): string[] {
  const used = new Set<string>();
  return files.map((file) => {
    const bare =
      file === '-'
        ? 'stdin'
        : basename(file)
            .replace(/\.[^.]*$/, '')
            .replace(/[^\w.-]/g, '_');
    const first = bare === '' ? 'file' : bare;
    let name = first;
    for (let i = 2; used.has(name); i += 1) name = `${first}-${i}`;
    used.add(name);
    return name;
  });
}
