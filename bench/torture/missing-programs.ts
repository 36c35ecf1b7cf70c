import { spawnSync } from 'node:child_process';
import type { ToolName } from './options.js';

const own: Readonly<Partial<Record<ToolName, string>>> = {
  exporter: 'prometheus',
  mtail: 'mtail',
  'syslog-ng': 'syslog-ng',
};

/** Programs that a run of the tool needs and that are not on the PATH. */
export function missingPrograms(tool: ToolName): readonly string[] {
  return ['logrotate', 'gzip', own[tool] ?? 'sh'].filter(
    (program) => spawnSync('sh', ['-c', 'command -v "$0"', program]).status !== 0,
  );
}

/** Debian's packages of these programs. */
export const packagesOf = (programs: readonly string[]): readonly string[] =>
  programs.map((program) => (program === 'syslog-ng' ? 'syslog-ng-core' : program));
