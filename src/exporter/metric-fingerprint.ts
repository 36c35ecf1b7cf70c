import { createHash } from 'node:crypto';
import type { HmacConfig, MetricConfig, RawCondition, SourceConfig } from '../config/config.js';

/** Kinds of metric whose values stay true whatever comes later. The others tell how things are now. */
const cumulative: ReadonlySet<string> = new Set([
  'counter',
  'histogram',
  'duration',
  'first_seen',
  'secrets',
]);

/**
 * A digest of everything the values of a metric depend on: the rule and what the source makes of a line, not where it
 * stands or its help. Equal for definitions that mean the same: then a reload or a restart keeps the values.
 *
 * A new key in the same key file is no new definition of a counter: what was counted under the old key stays as old
 * series. What tells how things are now (a gauge, a streak) would tell of the old names for ever, so it starts anew.
 */
export function metricFingerprint(source: SourceConfig, metric: MetricConfig): string {
  const { help, origin, limit, ...rule } = metric;
  const { formats, fields, time, ignore } = source;
  const text = JSON.stringify(
    { rule, formats, fields, time, ignore, system: source.system },
    (key, value: unknown) => {
      if (isCondition(value)) return JSON.stringify(value.data);
      // How much is remembered is a limit as well.
      if (key === 'origin' || key === 'remember') return undefined;
      if (isHmac(key, value) && cumulative.has(metric.type)) return { ...value, key: undefined };
      return value instanceof Map ? [...value] : value;
    },
  );
  // A digest: it is written to the checkpoint, and a rule may hold the key of a hash.
  return createHash('sha256').update(text).digest('base64');
}

function isCondition(value: unknown): value is RawCondition {
  return typeof value === 'object' && value !== null && 'data' in value && 'origin' in value;
}

function isHmac(key: string, value: unknown): value is HmacConfig {
  return key === 'hmac' && typeof value === 'object' && value !== null && 'keyFile' in value;
}
