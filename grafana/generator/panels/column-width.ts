import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';

/** Pixels that every column has at least; Grafana's own 150 would push the last ones out of the panel. */
export const leastWidth = 60;

/** Pixels of labels whose values are short. */
const labels: Readonly<Record<string, number>> = {
  instance: 145,
  level: 80,
  result: 85,
  scope: 80,
  severity: 85,
  source: 110,
  system: 80,
  window: 85,
};

/** What is short gets what it needs, so that bars and long names share the rest. None: a share of the rest. */
export function columnWidth(name: string, head: string): DynamicConfigValue[] {
  const width = name.startsWith('Value') ? Math.max(85, 7.5 * head.length + 20) : labels[name];
  return width === undefined ? [] : [{ id: 'custom.width', value: Math.round(width) }];
}
