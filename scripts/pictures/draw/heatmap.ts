import { type Html, html } from '../../../src/web/html.js';
import type { PanelJson } from '../model/dashboard-json.js';
import type { Answer } from '../query/answer.js';
import { between } from '../value/colors.js';
import { formatValue } from '../value/units.js';
import { type Bucket, buckets } from './buckets.js';
import { nothing } from './nothing.js';
import { type Size, textWidth } from './size.js';
import { type Plot, timeAxis, timeAxisHeight, timeAxisRoom } from './time-axis.js';

/** Oranges of a dark theme: few is dark, many is light. */
const oranges = [
  ...['#7f2704', '#a63603', '#d94801', '#f16913', '#fd8d3c'],
  ...['#fdae6b', '#fdd0a2', '#fee6ce', '#fff5eb'],
];
const scaleHeight = 26;
const fontSize = 12;

interface HeatmapOptions {
  readonly color: { readonly exponent: number };
  readonly filterValues?: { readonly le: number };
  readonly legend?: { readonly show: boolean };
  readonly yAxis: { readonly unit?: string };
}

/** How many fell into each bucket of a histogram, step by step. */
export function drawHeatmap(panel: PanelJson, answers: readonly Answer[], { width, height }: Size): Html {
  const { color, filterValues, legend, yAxis } = panel.options as unknown as HeatmapOptions;
  const rows = buckets(answers);
  const most = Math.max(0, ...rows.flatMap(({ values }) => values.map((value) => value ?? 0)));
  if (most === 0) return nothing(panel);
  const unit = yAxis.unit ?? panel.fieldConfig?.defaults.unit ?? 'short';
  const texts = rows.map(({ le }) => (Number.isFinite(le) ? formatValue(unit, le) : '+Inf'));
  const left = Math.round(Math.max(...texts.map((text) => textWidth(text, fontSize))) + 14);
  const isExplained = legend?.show !== false;
  const plot = {
    left,
    width: width - left - timeAxisRoom,
    height: height - timeAxisHeight - (isExplained ? scaleHeight : 0),
    from: answers[0]!.times[0]!,
    to: answers[0]!.times.at(-1)!,
  };
  const fill = (value: number) => between(oranges, (value / most) ** color.exponent);
  const cells = drawCells(rows, plot, { fill, above: filterValues?.le ?? 0 });
  const scale = isExplained ? colorScale(most, { width, height }) : html``;
  return html`<svg width="${width}" height="${height}">${timeAxis(plot)}${cells}${names(texts, plot)}${scale}</svg>`;
}

interface Paint {
  readonly fill: (value: number) => string;
  readonly above: number;
}

function drawCells(rows: readonly Bucket[], { left, width, height }: Plot, { fill, above }: Paint): Html[] {
  const row = height / rows.length;
  return rows.flatMap(({ values }, index) => {
    const column = width / values.length;
    const y = (height - (index + 1) * row).toFixed(1);
    return values.map((value, at) => {
      if (value === null || value <= above) return html``;
      const x = (left + at * column).toFixed(1);
      return html`<rect x="${x}" y="${y}" width="${(column - 1).toFixed(1)}" height="${(row - 1).toFixed(1)}" fill="${fill(value)}"/>`;
    });
  });
}

/** Upper bounds beside their rows; where there is no room for all, each second or third. */
function names(texts: readonly string[], { left, height }: Plot): Html[] {
  const row = height / texts.length;
  const every = Math.ceil((fontSize + 1) / row);
  return texts.map((text, index) => {
    if ((texts.length - 1 - index) % every !== 0) return html``;
    const y = (height - (index + 0.5) * row + 4).toFixed(1);
    return html`<text x="${left - 8}" y="${y}" text-anchor="end">${text}</text>`;
  });
}

function colorScale(most: number, { width, height }: Size): Html {
  const step = Math.min(280, width * 0.4) / oranges.length;
  const y = height - 18;
  const steps = oranges.map(
    (fill, index) =>
      html`<rect x="${(30 + index * step).toFixed(1)}" y="${y}" width="${(step + 0.5).toFixed(1)}" height="8" fill="${fill}"/>`,
  );
  const text = formatValue('short', most, most < 10 ? 1 : 0);
  const end = Math.round(38 + step * oranges.length);
  return html`${steps}<text x="22" y="${y + 9}" text-anchor="end">0</text><text x="${end}" y="${y + 9}">${text}</text>`;
}
