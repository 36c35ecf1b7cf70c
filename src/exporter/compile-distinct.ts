import type { DistinctConfig } from '../config/config.js';
import { reachedName } from '../config/shown-families.js';
import { DistinctMetric, WINDOW_LABEL } from '../series/distinct-metric.js';
import type { Instrument } from '../series/instrument.js';
import { helpWith, instrumentOf, type MemoryParts } from './memory-parts.js';

export function compileDistinct(parts: MemoryParts, config: DistinctConfig): DistinctMetric {
  const { base, conditions, columnOf } = parts;
  const windows = config.windows.map(({ text, milliseconds }) => {
    return { text, seconds: milliseconds / 1000, notifyAt: config.notifyAt.get(text) };
  });
  const columns = config.of.map(({ text }) => columnOf(text));
  return new DistinctMetric({
    ...base,
    when: conditions.when,
    columns,
    windows,
    reached: reached(parts, config),
  });
}

/** Has the windows that a number to be reached is given for. */
function reached(parts: MemoryParts, { windows, notifyAt }: DistinctConfig): Instrument | undefined {
  if (notifyAt.size === 0) return undefined;
  const { base } = parts;
  const values = windows.map(({ text }) => text).filter((text) => notifyAt.has(text));
  const numbers = values.map((text) => `${notifyAt.get(text)} in ${text}`).join(', ');
  return instrumentOf(parts, {
    type: 'counter',
    name: reachedName(base.name),
    help: helpWith(base.help, `Times that ${base.name} reached ${numbers}.`),
    labels: [...base.labels, { name: WINDOW_LABEL, from: 'choice', values }],
  });
}
