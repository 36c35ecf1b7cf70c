import type { MetricConfig } from '../src/config/config.js';
import { listPresets, loadPreset } from '../src/config/presets.js';
import { reachedName, shownTypes } from '../src/config/shown-families.js';

export const metricHead = ['metric', 'type', 'labels beside source, system', 'presets', 'meaning'];

/** Every metric of every preset: what it is, its labels, and which presets fill it. */
export function metricRows(): string[][] {
  const byName = new Map<string, { metric: MetricConfig; presets: string[] }>();
  for (const { name } of listPresets()) {
    for (const metric of loadPreset(name).preset?.metrics ?? []) {
      const known = byName.get(metric.name);
      if (known === undefined) byName.set(metric.name, { metric, presets: [name] });
      else known.presets.push(name);
    }
  }
  return [...byName.values()].flatMap(({ metric, presets }) => {
    const { name, type, help } = metric;
    const labels = [...metric.labels.map((label) => label.name), ...ownLabels(metric)].join(', ') || '–';
    const reached = reachedMeaning(metric);
    const rows = [[`\`${name}\``, shownTypes[type], labels, presets.join(', '), help]];
    if (reached !== undefined)
      rows.push([`\`${reachedName(name)}\``, 'counter', labels, presets.join(', '), reached]);
    return rows;
  });
}

/** Labels that the kind of metric sets itself. */
function ownLabels({ type }: MetricConfig): string[] {
  if (type === 'distinct') return ['window'];
  return type === 'secrets' ? ['pattern'] : [];
}

/** What the counter beside a metric counts; undefined when there is none. */
function reachedMeaning({ name, memory }: MetricConfig): string | undefined {
  if (memory?.kind === 'streak' && memory.notifyAt !== undefined)
    return `How often \`${name}\` became ${memory.notifyAt}.`;
  if (memory?.kind !== 'distinct' || memory.notifyAt.size === 0) return undefined;
  const numbers = Array.from(memory.notifyAt, ([window, number]) => `${number} in ${window}`);
  return `How often \`${name}\` reached ${numbers.join(', ')}.`;
}
