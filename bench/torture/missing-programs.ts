import { spawnSync } from 'node:child_process';
import type { ToolName } from './options.js';

/** Programs that a run of the tool needs and that are not on the PATH; their Debian packages have the same names. */
export function missingPrograms(tool: ToolName): readonly string[] {
  const own = { exporter: ['prometheus'], mtail: ['mtail'], logdna: [], 'tail-file': [] }[tool];
  return ['logrotate', 'gzip', ...own].filter(
    (program) => spawnSync('sh', ['-c', 'command -v "$0"', program]).status !== 0,
  );
}
