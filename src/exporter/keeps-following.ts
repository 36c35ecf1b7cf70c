import type { Config, SourceConfig } from '../config/config.js';

/** Whether a reload leaves the files of a source, and how they are followed, as they are. */
export function keepsFollowing(before: SourceConfig, config: Config): boolean {
  const after = config.sources.find(({ name }) => name === before.name);
  if (after === undefined || before.formats.length === 0) return false;
  return following(before) === following(after);
}

function following({ files, start, maxLineBytes, pollInterval, rotated }: SourceConfig): string {
  return JSON.stringify([files, start, maxLineBytes, pollInterval, rotated]);
}
