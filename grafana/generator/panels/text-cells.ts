import { type DynamicConfigValue, MappingType } from '@grafana/grafana-foundation-sdk/dashboard';

/** Severities in the colours that they have everywhere. */
export const severityCell: readonly DynamicConfigValue[] = [
  { id: 'custom.cellOptions', value: { type: 'color-text' } },
  words({
    critical: { text: 'critical', color: 'red' },
    warning: { text: 'warning', color: 'orange' },
    info: { text: 'info', color: 'blue' },
  }),
];

/** A dash alone would look as if something were missing. */
export const userCell: readonly DynamicConfigValue[] = [words({ '-': { text: '- (no name)' } })];

function words(options: Readonly<Record<string, { text: string; color?: string }>>): DynamicConfigValue {
  return { id: 'mappings', value: [{ type: MappingType.ValueToText, options }] };
}
