import type { TestContext } from 'node:test';
import { manualClock } from '../../src/base/clock.js';
import { silentTelemetry } from '../../src/base/telemetry.js';
import { loadConfig } from '../../src/config/load-config.js';
import { compileConfig } from '../../src/exporter/compile-config.js';
import type { Pipeline } from '../../src/exporter/pipeline.js';
import type { Instrument } from '../../src/series/instrument.js';
import { writeConfig } from './running-exporter.js';
import { temporaryDirectory } from './temporary-directory.js';

/** The clock, in milliseconds: an hour after second 0 of the log. */
export const NOW = Date.parse('2026-11-21T12:00:00Z');
export const BUCKETS = [0.5, 1, 5];

const rules = `
sources: { log: { files: DIR/log, format: json, time: at, id: trace, fields: { key: [id, data.id] }, ignore: { type: noise } } }
metrics:
  - name: audit_call_duration_seconds
    type: duration
    when: { odd: null }
    from: { type: request }
    to: { type: response }
    key: key
    timeout: 10s
    remember: 1000
    buckets: [0.5, 1, 5]
    limit: 4
    labels: { verb: verb, kind: { cases: { read: { verb: read } }, default: other } }
`;

/** Makes pipelines with one duration metric; `edit` changes its configuration. */
export function makerOf(t: TestContext, edit: (yaml: string) => string = (yaml) => yaml): () => Pipeline {
  const file = writeConfig(temporaryDirectory(t), edit(rules));
  const options = { telemetry: silentTelemetry, clock: manualClock(NOW) };
  return () => compileConfig(loadConfig(file), options).pipelines.get('log')!;
}

/** Gives a pipeline lines in chunks of `perChunk`. */
export function take(pipeline: Pipeline, lines: readonly string[], perChunk = lines.length): void {
  for (let from = 0; from < lines.length; from += perChunk) {
    const bytes = Buffer.from(`${lines.slice(from, from + perChunk).join('\n')}\n`);
    const file = { id: 1, path: 'log' };
    pipeline.take({ source: 'log', file, bytes, start: 0, end: bytes.length, offset: 0, tooLong: 0 });
  }
}

export const joinsOf = ({ memories }: Pipeline) => memories[0]!.account()!.joins!;

/** What the histogram shows, by labels without source and system: counts per bucket (+Inf included) and the sum. */
export function observed({ instruments }: Pipeline): Record<string, number[]> {
  const [histogram] = instruments as [Instrument];
  const series: [string, number[]][] = [];
  for (let slot = 0; slot < histogram.size; slot += 1) {
    const labels = histogram.labels(slot).replace(/(source|system)="[^"]*",?/g, '');
    const counts = [0, 1, 2, 3].map((bucket) => histogram.bucket(slot, bucket));
    series.push([labels, [...counts, histogram.sum(slot)]]);
  }
  return Object.fromEntries(series);
}

export const at = (seconds: number): string => new Date(NOW - 3_600_000 + seconds * 1000).toISOString();
export const line = (fields: Readonly<Record<string, unknown>>): string => JSON.stringify(fields);
export const request = (id: unknown, seconds: number, more = {}): string =>
  line({ type: 'request', id, at: at(seconds), ...more });
export const response = (id: unknown, seconds: number, more = {}): string =>
  line({ type: 'response', id, at: at(seconds), verb: 'read', ...more });
