import type { RunCounts } from './run-counts.js';

/** What the exporter went through, for the report. */
export function ordeal(counts: RunCounts): readonly string[] {
  return [
    `SIGKILL ${counts.of('SIGKILL')}, SIGTERM ${counts.of('SIGTERM')}, starts ${counts.of('starts')}; checkpoints damaged: ${counts.list('damage: ')}`,
    `answers to the poller: ${counts.list('polls: ')}`,
  ];
}
