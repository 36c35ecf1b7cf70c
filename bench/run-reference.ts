import { fileURLToPath } from 'node:url';
import type { ReferenceReport } from './reference-json-parse.js';
import { Tally } from './tally.js';
import type { Job, Tool } from './tool.js';

const program = fileURLToPath(new URL('./reference-json-parse.js', import.meta.url));

/** The bare loop: for the audit log with JSON.parse, for the server log with one look into each line. */
export function referenceTool(job: Job): Tool {
  const mode = job === 'vault-audit' ? 'json' : 'text';
  return {
    name: mode === 'json' ? 'JSON.parse loop' : 'string loop',
    unavailable: undefined,
    groups: ['lines'],
    command: (file) => [process.execPath, program, file, mode],
    tally(stdout) {
      const tally = new Tally();
      tally.add('lines', 'all', (JSON.parse(stdout) as ReferenceReport).lines);
      return tally;
    },
  };
}
