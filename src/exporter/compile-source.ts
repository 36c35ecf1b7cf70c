import type { MetricConfig, RawCondition, SourceConfig } from '../config/config.js';
import type { Condition } from '../match/condition.js';
import { parseCondition } from '../match/parse-condition.js';
import { Instrument } from '../series/instrument.js';
import type { InstrumentDefinition } from '../series/instrument-definition.js';
import { knownTuples } from '../series/known-tuples.js';
import { compileMetric } from './compile-metric.js';
import { lineDecoderFor } from './line-decoder-for.js';
import { Pipeline, type PipelineOptions } from './pipeline.js';
import { SourceFields } from './source-fields.js';

/** Conditions of one source in the order they were added; their numbers are what instruments go by. */
export class ConditionList {
  readonly conditions: Condition[] = [];

  /** The number of a condition; its problems go to the file it stands in. Undefined when there is none. */
  add(raw: RawCondition | undefined): number | undefined {
    if (raw === undefined) return undefined;
    const { data, origin } = raw;
    const condition = parseCondition(data, origin.path, origin.issues);
    // A condition with problems keeps its number: the configuration is refused as a whole.
    return this.conditions.push(condition ?? { op: 'const', value: false }) - 1;
  }
}

/**
 * Compiles everything that is known before the first line: conditions, columns, decoders, instruments. Problems of
 * conditions are added to the issues of the files they stand in; the caller checks those before it runs the pipeline.
 */
export function compileSource(source: SourceConfig, options: PipelineOptions): Pipeline {
  checkRecognisable(source);
  const list = new ConditionList();
  const ignore = list.add(source.ignore);
  const metrics = source.metrics.map((metric) => ({ metric, numbers: addConditions(metric, list) }));
  const fields = new SourceFields(source, list.conditions, source.metrics.flatMap(shownFields));
  const columnOf = (field: string): number => fields.column(field);
  const instruments = metrics.map(({ metric, numbers }) => {
    const definition = compileMetric(source, metric, numbers, columnOf);
    checkKnownSeries(metric, definition);
    return new Instrument(definition, options.clock.now());
  });
  const decoder = lineDecoderFor(source.formats, fields.plan);
  return new Pipeline({
    ...options,
    source: source.name,
    plan: fields.plan,
    decoder,
    conditions: list.conditions,
    columnOf,
    instruments,
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

/** Numbers of the conditions of one metric. */
export interface ConditionNumbers {
  readonly when: number | undefined;
  /** By label: one per case. */
  readonly cases: ReadonlyMap<string, readonly number[]>;
}

function addConditions(metric: MetricConfig, list: ConditionList): ConditionNumbers {
  const when = list.add(metric.when);
  const cases = new Map<string, number[]>();
  for (const label of metric.labels) {
    if (label.cases !== undefined)
      cases.set(
        label.name,
        label.cases.map((one) => list.add(one.when)!),
      );
  }
  return { when, cases };
}

function shownFields(metric: MetricConfig) {
  const fields = metric.labels.flatMap(({ field }) => (field === undefined ? [] : [field]));
  return metric.value === undefined ? fields : [...fields, metric.value.field];
}
