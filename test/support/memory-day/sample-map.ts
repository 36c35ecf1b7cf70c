import type { DistinctTruth, DurationTruth, FirstSeenTruth, StreakTruth } from './truth.js';

/** Values by metric and labels, without source and system: `audit_day_streak user=eve`. What is 0 may be missing. */
export type Samples = ReadonlyMap<string, number>;

type Labels = Readonly<Record<string, string>>;

const self = 'auditlog_exporter_';

export function sampleKey(name: string, labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  return [name, ...pairs.sort()].join(' ');
}

/** The samples that metrics of each kind have to show. */
export class SampleMap extends Map<string, number> {
  add(name: string, labels: Labels, value: number): void {
    this.set(sampleKey(name, labels), value);
  }

  /** `bounds` are those that were worked out, `shown` those of the metric. */
  duration(
    metric: string,
    truth: DurationTruth,
    bounds: readonly number[],
    shown: readonly number[] = bounds,
  ): void {
    for (const [operation, { buckets, count, sum }] of Object.entries(truth.histograms)) {
      const labels: Labels = operation === '' ? {} : { operation };
      for (const bound of shown)
        this.add(`${metric}_bucket`, { ...labels, le: String(bound) }, buckets[bounds.indexOf(bound)]!);
      this.add(`${metric}_bucket`, { ...labels, le: 'Infinity' }, count);
      this.add(`${metric}_count`, labels, count);
      this.add(`${metric}_sum`, labels, sum);
    }
    for (const [result, value] of Object.entries(truth.results))
      this.add(`${self}joins_total`, { metric, result }, value);
    this.add(`${self}joins_in_flight`, { metric }, truth.in_flight);
    this.add(`${self}memory_entries`, { metric }, truth.entries);
  }

  /** With `overflow` the counter has no room for all label sets, and only its sum is known. */
  streak(metric: string, label: string, truth: StreakTruth, overflow = false): void {
    const reached = Object.entries(truth.reached);
    for (const [set, value] of Object.entries(truth.values)) this.add(metric, { [label]: set }, value);
    for (const [set, value] of overflow ? [] : reached)
      this.add(`${metric}_reached_total`, { [label]: set }, value);
    this.set(sampleKey(`sum of ${metric}_reached_total`), sumOf(truth.reached));
    this.add(`${self}memory_forgotten_total`, { metric }, truth.forgotten);
  }

  /** `at` chooses one of the times for which the numbers were worked out; undefined leaves the gauge out. */
  distinct(metric: string, truth: DistinctTruth, at: number | undefined): void {
    if (at !== undefined) this.#byWindow(metric, truth.values[at]!);
    this.#byWindow(`${metric}_reached_total`, truth.reached);
  }

  firstSeen(metric: string, truth: FirstSeenTruth): void {
    this.add(metric, {}, truth.new);
    this.add(`${self}memory_entries`, { metric }, truth.entries);
    this.add(`${self}memory_forgotten_total`, { metric }, truth.forgotten);
  }

  #byWindow(name: string, windows: DistinctTruth['reached']): void {
    for (const [window, users] of Object.entries(windows))
      for (const [user, value] of Object.entries(users)) this.add(name, { window, user }, value);
  }
}

function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, value) => sum + value, 0);
}
