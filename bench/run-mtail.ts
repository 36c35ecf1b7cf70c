import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { repository } from './repository.js';
import { type GroupRule, tallyExposition } from './tally-exposition.js';
import type { Job, Tool } from './tool.js';

const programs = join(repository, 'bench', 'mtail');

const rules: Readonly<Record<Job, readonly GroupRule[]>> = {
  'vault-audit': [
    { metric: 'vault_calls_total', group: 'calls', labels: ['operation', 'mount_type', 'outcome'] },
    { metric: 'vault_calls_total', group: 'outcome', labels: ['outcome'] },
    { metric: 'vault_denied_total', group: 'denied', labels: ['user', 'operation'] },
    { metric: 'vault_logins_total', group: 'logins', labels: ['outcome'] },
    { metric: 'vault_token_ttl_seconds_count', group: 'token_ttl', labels: [], key: 'count' },
    { metric: 'vault_token_ttl_seconds_sum', group: 'token_ttl', labels: [], key: 'sum' },
  ],
  'server-log': [{ metric: 'vault_server_events_total', group: 'events', labels: ['event'] }],
};

/** mtail, reading once from start to end. It listens on a port even so: on one of the kernel's choice, on loopback. */
export function mtailTool(job: Job): Tool {
  return {
    name: 'mtail',
    unavailable:
      spawnSync('mtail', ['--version']).status === 0
        ? undefined
        : 'mtail is not installed; install it (Debian: apt-get install mtail) to compare with it',
    groups: [...new Set(rules[job].map((rule) => rule.group))],
    command: (file) => [
      ...['mtail', '--one_shot', '--one_shot_format', 'prometheus'],
      ...['--logtostderr', '--address', '127.0.0.1', '--port', '0'],
      ...['--progs', join(programs, `${job}.mtail`), '--logs', file],
    ],
    tally: (stdout) => tallyExposition(stdout, rules[job]),
  };
}
