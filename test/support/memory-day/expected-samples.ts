import { dayBuckets } from './day-config.js';
import { SampleMap, type Samples } from './sample-map.js';
import type { DayTruth } from './truth.js';

const day = dayBuckets.audit_day_duration_seconds;

/**
 * The samples that the metrics of day-config.ts have to show. `at` chooses one of the times for which the sliding
 * numbers were worked out; undefined leaves their gauges out.
 */
export function expectedSamples(truth: DayTruth, at: number | undefined): Samples {
  const samples = new SampleMap();
  for (const [result, value] of Object.entries(truth.lines))
    samples.add('auditlog_exporter_lines_total', { result }, value);
  for (const [type, value] of Object.entries(truth.entries))
    samples.add('audit_entries_total', { type }, value);
  samples.duration('audit_day_duration_seconds', truth.durations, day);
  samples.duration('audit_few_duration_seconds', truth.few_durations, dayBuckets.audit_few_duration_seconds);
  samples.streak('audit_day_streak', 'user', truth.streaks);
  samples.streak('audit_few_streak', 'address', truth.few_streaks, true);
  samples.distinct('audit_day_distinct', truth.distinct, at);
  samples.distinct('audit_few_distinct', truth.few_distinct, at);
  samples.firstSeen('audit_day_new_total', truth.first_seen);
  samples.firstSeen('audit_few_new_total', truth.few_first_seen);
  for (const [pattern, value] of Object.entries(truth.secrets))
    samples.add('audit_day_secrets_total', { pattern }, value);
  return samples;
}

/** The same for the metrics of the preset vault-audit that mean the same on this log. */
export function expectedOfPreset(truth: DayTruth): Samples {
  const samples = new SampleMap();
  const shown = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
  samples.duration('audit_request_duration_seconds', truth.durations, day, shown);
  samples.streak('audit_denied_streak', 'user', truth.streaks);
  samples.distinct('audit_distinct_secrets', truth.distinct, 0);
  for (const [pattern, value] of Object.entries(truth.secrets))
    samples.add('audit_plaintext_secrets_total', { pattern }, value);
  return samples;
}
