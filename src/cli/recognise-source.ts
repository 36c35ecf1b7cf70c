import type { LogLimit } from '../base/limited-log.js';
import type { Logger } from '../base/log.js';
import type { SourceConfig } from '../config/config.js';
import { type Recognition, recognise } from '../exporter/recognise.js';
import { findFiles } from '../tail/find-files.js';
import { cannotRead } from '../tail/path-error.js';
import { parsePathPattern } from '../tail/path-pattern.js';
import { headOfFile } from './head-of-file.js';

/** Reasons in one message: a glob may find thousands of files. */
const SHOWN = 5;

/** The preset that the first lines of one of the source's files tell; the log says which and why, or why none. */
export async function recogniseSource(
  { name, files: patterns }: Pick<SourceConfig, 'name' | 'files'>,
  logger: Logger,
  limit: LogLimit,
): Promise<string | undefined> {
  const { files, problems } = await findFiles(patterns.filter((file) => file !== '-').map(parsePathPattern));
  const reasons = problems.map(({ path, error }) => cannotRead(path, error));
  for (const { path } of files) {
    const { preset, reason } = look(path);
    if (preset !== undefined) {
      logger.info({ source: name, path, preset, reason }, 'recognised the log');
      return preset;
    }
    reasons.push(`${path}: ${reason}`);
  }
  const text =
    'cannot tell yet what log this is, so it is not read; it is looked at again, or name its preset';
  limit.say(name, () => logger.warn({ source: name, reasons: reasons.slice(0, SHOWN) }, text));
  return undefined;
}

function look(path: string): Recognition {
  try {
    return recognise(headOfFile(path));
  } catch (error) {
    return { preset: undefined, reason: cannotRead(path, error) };
  }
}
