import type { FieldConfig } from '../model/dashboard-json.js';
import { colorOf } from './colors.js';
import { mapped } from './mappings.js';
import { thresholdColor } from './thresholds.js';
import { formatValue } from './units.js';

export interface Displayed {
  readonly text: string;
  /** `#rrggbb` */
  readonly color: string;
}

type Value = number | string | null | undefined;

/**
 * How one value is shown: its text by mapping or unit, its colour by mapping, fixed colour or thresholds. Where there is
 * no value, or an empty text, Grafana shows `noValue`.
 */
export function display(value: Value, config: FieldConfig): Displayed {
  const result = mapped(config.mappings ?? [], value);
  const text = result?.text ?? textOf(value, config);
  const color = result?.color === undefined ? valueColor(value, config) : colorOf(result.color);
  return { text: text === '' ? (config.noValue ?? '') : text, color };
}

function textOf(value: Value, { unit = 'none', decimals }: FieldConfig): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : formatValue(unit, value, decimals);
}

function valueColor(value: Value, { color, thresholds }: FieldConfig): string {
  if (color?.mode === 'fixed') return colorOf(color.fixedColor ?? 'gray');
  return thresholdColor(thresholds?.steps, typeof value === 'number' ? value : null);
}
