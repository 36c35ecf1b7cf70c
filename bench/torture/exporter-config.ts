import { maxLineBytes, sources } from './layout.js';
import { outcomes, sizeBuckets } from './line.js';

/** exporter.yml of a run: what counts every line in as many ways as there are to count it wrongly. */
export function exporterConfig(port: number): string {
  const entries = sources.map(
    ({ name, files }) =>
      `  ${name}: { files: ${JSON.stringify(files)}, format: json, system: torture, max_line_bytes: ${maxLineBytes}, poll_interval: 100ms, ignore: { kind: heartbeat } }`,
  );
  return `web: { listen: "127.0.0.1:${port}" }
state: { directory: ./state, interval: 250ms }
sources:
${entries.join('\n')}
metrics:
  - { name: torture_user_events_total, labels: { user: user } }
  - name: torture_outcome_events_total
    labels: { outcome: { field: outcome, values: [${outcomes.join(', ')}] } }
  - { name: torture_seq_total, value: { field: seq }, labels: { file: file } }
  - { name: torture_mark_total, value: { field: mark }, labels: { file: file } }
  - { name: torture_block_events_total, labels: { block: block }, limit: 100000 }
  - { name: torture_block_seq_total, value: { field: seq }, labels: { block: block }, limit: 100000 }
  - name: torture_line_size_bytes
    help: Length of what fills the line.
    type: histogram
    value: { field: size }
    buckets: [${sizeBuckets.join(', ')}]
    labels: { file: file }
`;
}
