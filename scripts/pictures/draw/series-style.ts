import type { FieldConfig } from '../model/dashboard-json.js';
import { colorOf, paletteColor } from '../value/colors.js';

export interface SeriesStyle {
  readonly draw: 'line' | 'bars';
  readonly isStacked: boolean;
  readonly lineWidth: number;
  /** 0 to 1. */
  readonly opacity: number;
  readonly softMin: number | undefined;
  readonly softMax: number | undefined;
  readonly showsLimits: boolean;
}

interface Custom {
  readonly drawStyle?: 'line' | 'bars';
  readonly stacking?: { readonly mode: string };
  readonly lineWidth?: number;
  readonly fillOpacity?: number;
  readonly axisSoftMin?: number;
  readonly axisSoftMax?: number;
  readonly thresholdsStyle?: { readonly mode: string };
}

export function styleOf({ custom = {} }: FieldConfig): SeriesStyle {
  const { drawStyle = 'line', stacking, lineWidth = 1, fillOpacity = 0, thresholdsStyle } = custom as Custom;
  return {
    draw: drawStyle,
    isStacked: stacking?.mode === 'normal',
    lineWidth,
    opacity: fillOpacity / 100,
    softMin: (custom as Custom).axisSoftMin,
    softMax: (custom as Custom).axisSoftMax,
    showsLimits: thresholdsStyle?.mode === 'dashed',
  };
}

/** The colour of the series with that number: its own, else one of the palette. */
export function seriesColor({ color }: FieldConfig, index: number): string {
  return color?.mode === 'fixed' ? colorOf(color.fixedColor ?? 'gray') : paletteColor(index);
}
