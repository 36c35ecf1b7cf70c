import { loadPreset } from '../../../src/config/presets.js';

/** How many different secrets of a window are too many: `notify_at` of audit_distinct_secrets in the presets. */
export function distinctLimit(window: '1h' | '24h'): number {
  const limits = ['vault-audit', 'conjur'].map((preset) => {
    const metric = loadPreset(preset).preset?.metrics.find(({ name }) => name === 'audit_distinct_secrets');
    const limit = metric?.memory?.kind === 'distinct' ? metric.memory.notifyAt.get(window) : undefined;
    if (limit === undefined)
      throw new Error(`preset ${preset} does not say how many secrets in ${window} are too many`);
    return limit;
  });
  if (new Set(limits).size > 1)
    throw new Error(`presets do not agree on how many secrets in ${window} are too many`);
  return limits[0]!;
}
