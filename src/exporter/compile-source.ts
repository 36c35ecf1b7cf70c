import { silentLogger } from '../base/log.js';
import type { MetricConfig, SourceConfig } from '../config/config.js';
import type { FieldPath } from '../config/field-path.js';
import { Instrument } from '../series/instrument.js';
import type { InstrumentDefinition } from '../series/instrument-definition.js';
import { knownTuples } from '../series/known-tuples.js';
import type { MemoryMetric } from '../series/memory-metric.js';
import { compileMemory } from './compile-memory.js';
import { compileMetric, compileValue } from './compile-metric.js';
import { ConditionList } from './condition-list.js';
import { lineDecoderFor } from './line-decoder-for.js';
import { Pipeline, type PipelineOptions } from './pipeline.js';
import { SourceFields } from './source-fields.js';

/**
 * Compiles everything that is known before the first line: conditions, columns, decoders, metrics. Problems of
 * conditions are added to the issues of the files they stand in; the caller checks those before it runs the pipeline.
 */
export function compileSource(source: SourceConfig, options: PipelineOptions): Pipeline {
  checkRecognisable(source);
  const list = new ConditionList();
  const ignore = list.add(source.ignore);
  const metrics = source.metrics.map((metric) => ({ metric, numbers: list.addMetric(metric) }));
  const { shown, keys } = fieldsOf(source.metrics);
  const fields = new SourceFields(source, list.conditions, shown, keys);
  const columnOf = (field: string): number => fields.column(field);
  const instruments: Instrument[] = [];
  const memories: MemoryMetric[] = [];
  for (const { metric, numbers } of metrics) {
    const base = compileMetric(source, metric, numbers, columnOf);
    const { type, buckets, memory } = metric;
    if (type === 'counter' || type === 'gauge' || type === 'histogram') {
      const definition = {
        ...base,
        type,
        when: numbers.when,
        value: compileValue(metric, columnOf),
        buckets,
      };
      checkKnownSeries(metric, definition);
      instruments.push(new Instrument(definition, options.clock.now()));
    }
    if (memory === undefined) continue;
    const { clock, logger = silentLogger } = options;
    const rawsOf = (field: string): readonly number[] => fields.raws(field);
    const made = compileMemory(
      { source, metric, base, conditions: numbers, columnOf, rawsOf, clock, logger },
      memory,
    );
    for (const { definition } of made.instruments) checkKnownSeries(metric, definition);
    memories.push(made);
  }
  const decoder = lineDecoderFor(source.formats, fields.plan);
  return new Pipeline({
    ...options,
    source: source.name,
    plan: fields.plan,
    decoder,
    conditions: list.conditions,
    columnOf,
    instruments,
    memories,
    ignore,
  });
}

/** Series that are exposed from the start take room as any other: there must be some left for what the log brings. */
function checkKnownSeries({ origin, limit }: MetricConfig, { labels }: InstrumentDefinition): void {
  const known = knownTuples(labels).length;
  if (known <= limit) return;
  origin.issues.add(
    origin.path,
    `the label values known in advance make ${known} series, over the limit of ${limit}; raise "limit"`,
  );
}

/** Whoever writes to standard input would wait for ever: its lines cannot be looked at before they are read. */
function checkRecognisable({ files, formats, origin }: SourceConfig): void {
  if (formats.length > 0 || !files.includes('-')) return;
  const message = 'standard input cannot be recognised before it is read: add "preset" or "format"';
  origin.issues.add([...origin.path, 'files'], message);
}

/** The fields whose values metrics want: those that go through the dictionary, and those that tell two events of a pair. */
function fieldsOf(metrics: readonly MetricConfig[]): { shown: FieldPath[]; keys: FieldPath[] } {
  const shown = metrics.flatMap(({ labels, value, memory }) => [
    ...labels.map(({ field }) => field),
    value?.field,
    ...(memory !== undefined && 'of' in memory ? memory.of : []),
  ]);
  const keys = metrics.flatMap(({ memory }) => (memory?.kind === 'duration' ? memory.key : []));
  return { shown: shown.filter((field) => field !== undefined), keys };
}
