import type { Family } from './family.js';
import { plainFamily } from './plain-family.js';

/** What is known of the checkpoints of this run. */
export interface CheckpointAccount {
  writes: number;
  failures: number;
  /** Milliseconds since the epoch; 0 before the first one. */
  lastSuccess: number;
  bytes: number;
  /** How the run started: see Restored in state/. */
  restored: 'current' | 'previous' | 'nothing' | 'failed' | 'off';
}

const PREFIX = 'auditlog_exporter_checkpoint_';
const sources = ['current', 'previous', 'nothing', 'failed', 'off'] as const;

/** The metrics of the checkpoint: alert on failures, and on a last success that grows old. */
export function checkpointFamilies(account: CheckpointAccount): Family[] {
  const one = (value: number) => [{ labels: [], value }];
  return [
    plainFamily('counter', `${PREFIX}writes_total`, 'Checkpoints written, by result.', [
      { labels: [['result', 'success']], value: account.writes },
      { labels: [['result', 'failure']], value: account.failures },
    ]),
    plainFamily(
      'gauge',
      `${PREFIX}last_success_timestamp_seconds`,
      'When the last checkpoint was written; 0: none in this run.',
      one(account.lastSuccess / 1000),
    ),
    plainFamily('gauge', `${PREFIX}size_bytes`, 'Size of the last checkpoint.', one(account.bytes)),
    plainFamily(
      'gauge',
      `${PREFIX}restored`,
      'What this run started from, 1 for one of: the current checkpoint, the previous one, nothing (a first start), failed (neither could be used), off (no state is kept).',
      sources.map((from) => ({
        labels: [['from', from] as const],
        value: Number(from === account.restored),
      })),
    ),
  ];
}
