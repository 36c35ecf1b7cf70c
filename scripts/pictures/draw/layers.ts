import type { NamedSeries } from '../frame/named-series.js';
import { blend } from '../value/colors.js';
import type { ChartSeries, ChartSpec } from './chart-spec.js';
import { seriesColor, styleOf } from './series-style.js';
import { panelGround } from './style.js';

type Layers = Pick<ChartSpec, 'series' | 'bands'>;

/** Series as they are drawn: those that are stacked as their sums from below. */
export function layers(all: readonly NamedSeries[], colors: readonly string[]): Layers {
  const { isStacked, draw } = styleOf(all[0]!.config);
  if (!isStacked) return { series: all.map((one, index) => plain(one, colors[index]!)), bands: [] };
  return draw === 'bars' ? stackedBars(all, colors) : stackedLines(all, colors);
}

function plain({ config, values }: NamedSeries, color: string): ChartSeries {
  const { draw, lineWidth, opacity } = styleOf(config);
  const fill = opacity === 0 ? {} : { fill: alpha(color, opacity) };
  return { draw, values, stroke: color, lineWidth, ...fill };
}

/** The highest first, so that each covers what is above it: for that its colour must not let anything through. */
function stackedBars(all: readonly NamedSeries[], colors: readonly string[]): Layers {
  const series = sums(all).map((values, index): ChartSeries => {
    const { config, values: own } = all[index]!;
    const { lineWidth, opacity } = styleOf(config);
    const color = blend(colors[index]!, panelGround, opacity);
    const drawn = values.map((value, at) => ((own[at] ?? 0) > 0 ? value : null));
    return { draw: 'bars', values: drawn, stroke: color, lineWidth, fill: color };
  });
  return { series: series.reverse(), bands: [] };
}

/** Each is filled down to the one below it. */
function stackedLines(all: readonly NamedSeries[], colors: readonly string[]): Layers {
  const series = sums(all).map((values, index): ChartSeries => {
    const { lineWidth, opacity } = styleOf(all[index]!.config);
    const color = colors[index]!;
    return {
      draw: 'line',
      values,
      stroke: color,
      lineWidth,
      ...(index === 0 && { fill: alpha(color, opacity) }),
    };
  });
  const bands = all.slice(1).map(({ config }, index) => ({
    upper: index + 1,
    lower: index,
    fill: alpha(seriesColor(config, index + 1), styleOf(config).opacity),
  }));
  return { series, bands };
}

/** The values of each series on top of those before it. Where no series has one there is none. */
function sums(all: readonly NamedSeries[]): (number | null)[][] {
  const below = all[0]!.times.map(() => 0);
  const isThere = below.map((_, at) => all.some(({ values }) => values[at] !== null));
  return all.map(({ values }) =>
    values.map((value, at) => {
      below[at] = below[at]! + (value === null || Number.isNaN(value) ? 0 : value);
      return isThere[at] ? below[at]! : null;
    }),
  );
}

function alpha(color: string, opacity: number): string {
  const hex = Math.round(opacity * 255).toString(16);
  return `${color}${hex.padStart(2, '0')}`;
}
