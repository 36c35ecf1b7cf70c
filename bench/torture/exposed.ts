import type { Tally } from '../tally.js';
import type { GroupRule } from '../tally-exposition.js';
import { sizeBuckets } from './line.js';

const size = 'torture_line_size_bytes';

/** Which samples of the exporter are which group of the truth. */
export const exposedRules: readonly GroupRule[] = [
  { metric: 'auditlog_exporter_lines_total', group: 'lines', labels: ['source', 'result'] },
  { metric: 'torture_user_events_total', group: 'user', labels: ['source', 'user'] },
  { metric: 'torture_outcome_events_total', group: 'outcome', labels: ['source', 'outcome'] },
  { metric: 'torture_seq_total', group: 'seq', labels: ['file'] },
  { metric: 'torture_mark_total', group: 'mark', labels: ['file'] },
  { metric: 'torture_block_events_total', group: 'block', labels: ['block'] },
  { metric: 'torture_block_seq_total', group: 'block_seq', labels: ['block'] },
];

/** The samples of the histogram; in `le` a bound may be written 16 or 16.0. */
const sizeSamples: readonly (readonly [suffix: string, le: number | undefined, key: string])[] = [
  ['_count', undefined, 'count'],
  ['_sum', undefined, 'sum'],
  ...sizeBuckets.map((bound) => ['_bucket', bound, String(bound)] as const),
];

export interface Labelled {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

/** The groups of the truth out of samples, from wherever they come. */
export function tallySamples(samples: Iterable<Labelled>, into: Tally): Tally {
  for (const { name, labels, value } of samples) {
    for (const rule of exposedRules) {
      if (rule.metric !== name) continue;
      into.add(rule.group, rule.labels.map((label) => labels.get(label) ?? '').join(' '), value);
    }
    const bound = labels.has('le') ? Number(labels.get('le')) : undefined;
    for (const [suffix, le, key] of sizeSamples) {
      if (name !== size + suffix || bound !== le) continue;
      into.add('size', `${labels.get('file') ?? ''} ${key}`, value);
    }
  }
  return into;
}

export const exposedMetrics: readonly string[] = [
  ...exposedRules.map(({ metric }) => metric),
  ...['_count', '_sum', '_bucket'].map((suffix) => size + suffix),
];
