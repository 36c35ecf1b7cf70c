import { type Html, html } from '../../../src/web/html.js';
import { type NamedSeries, namedSeries } from '../frame/named-series.js';
import type { FieldConfig, PanelJson } from '../model/dashboard-json.js';
import type { Answer } from '../query/answer.js';
import { paletteColor } from '../value/colors.js';
import { display } from '../value/display.js';
import { nothing } from './nothing.js';
import { styleOf } from './series-style.js';
import { type Size, textWidth } from './size.js';
import { type Span, spans } from './spans.js';
import { type Plot, timeAxis, timeAxisHeight, timeAxisRoom, xOf } from './time-axis.js';

interface TimelineOptions {
  readonly mergeValues: boolean;
  readonly perPage: number;
  readonly rowHeight: number;
  readonly showValue: 'auto' | 'never';
}

const fontSize = 12;

/** A row for each series, coloured where it has a value. */
export function drawStateTimeline(
  panel: PanelJson,
  answers: readonly Answer[],
  { width, height }: Size,
): Html {
  const all = namedSeries(panel, answers);
  if (all.length === 0) return nothing(panel);
  const plain = all.find(({ config }) => config.color === undefined);
  if (plain !== undefined) throw new Error(`"${panel.title}": "${plain.name}" has no colour`);
  const { perPage = 20, mergeValues } = panel.options as unknown as TimelineOptions;
  const shown = all.slice(0, perPage);
  const widest = Math.max(...shown.map(({ name }) => textWidth(name, fontSize)));
  const left = Math.round(Math.min(width * 0.3, widest + 14));
  const { times } = shown[0]!;
  const size = { width: width - left - timeAxisRoom, height: height - timeAxisHeight };
  const plot = { ...size, left, from: times[0]!, to: times.at(-1)! };
  const row = size.height / shown.length;
  const rows = shown.map((one, index) => {
    const middle = (index + 0.5) * row;
    const cells = spans(one, mergeValues).map((span) => cell(panel, one, { span, index, middle, row, plot }));
    return html`<text x="${left - 8}" y="${middle + 4}" text-anchor="end">${one.name}</text>${cells}`;
  });
  const pages = Math.ceil(all.length / perPage);
  const more = pages > 1 ? html`<text x="0" y="${height - 6}">page 1 of ${pages}</text>` : html``;
  return html`<svg width="${width}" height="${height}">${timeAxis(plot)}${rows}${more}</svg>`;
}

interface Place {
  readonly span: Span;
  readonly index: number;
  readonly middle: number;
  readonly row: number;
  readonly plot: Plot;
}

function cell(panel: PanelJson, { config }: NamedSeries, { span, index, middle, row, plot }: Place): Html {
  const { rowHeight = 0.9, showValue } = panel.options as unknown as TimelineOptions;
  const tall = Math.min(row * rowHeight, row - 1);
  const { text, color } = display(span.value, config);
  const fill = usesPalette(config) ? paletteColor(index) : color;
  const [left, right] = [xOf(plot, span.from), xOf(plot, span.to)];
  const fits = showValue === 'auto' && textWidth(text, fontSize) + 4 < right - left && tall > fontSize;
  const label = fits
    ? html`<text x="${left + 3}" y="${middle + 4}" style="fill:#fff">${text}</text>`
    : html``;
  const [width, top] = [Math.max(right - left, 1).toFixed(1), (middle - tall / 2).toFixed(1)];
  return html`<rect x="${left}" y="${top}" width="${width}" height="${tall.toFixed(1)}" fill="${fill}" opacity="${styleOf(config).opacity}"/>${label}`;
}

function usesPalette({ color }: FieldConfig): boolean {
  return color?.mode === 'palette-classic';
}
