import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.js';
import { type GroupRule, tallyExposition } from './tally-exposition.js';
import type { Job, Tool } from './tool.js';

const program = join(repository, 'dist', 'main.js');
const presets: Readonly<Record<Job, string>> = { 'vault-audit': 'vault-audit', 'server-log': 'vault-server' };

const rules: Readonly<Record<Job, readonly GroupRule[]>> = {
  'vault-audit': [
    { metric: 'audit_events_total', group: 'outcome', labels: ['outcome'] },
    { metric: 'audit_denied_total', group: 'denied', labels: ['user', 'operation'] },
    { metric: 'audit_security_events_total', group: 'security', labels: ['event'] },
  ],
  'server-log': [
    { metric: 'audit_vault_server_events_total', group: 'named', labels: ['event'] },
    { metric: 'audit_vault_server_log_messages_total', group: 'levels', labels: ['level'] },
  ],
};

/** Our own exporter with the whole preset, which counts more than the others are asked to. */
export function exporterTool(job: Job): Tool {
  return toolOf('auditlog-exporter', job, ['--preset', presets[job]]);
}

/** Without the metrics that remember events; the server log has one of them only. */
export function exporterToolWithoutMemory(): Tool {
  const config = join(repository, 'bench', 'without-memory.yml');
  return toolOf('without memory', 'vault-audit', ['--config.file', config, '--source', 'audit']);
}

function toolOf(name: string, job: Job, options: readonly string[]): Tool {
  return {
    name,
    unavailable: existsSync(program) ? undefined : 'dist/main.js is not there; run npm run build',
    groups: [...new Set(rules[job].map((rule) => rule.group))],
    command: (file) => [process.execPath, program, 'replay', ...options, file],
    tally: (stdout) => tallyExposition(stdout, rules[job]),
  };
}
