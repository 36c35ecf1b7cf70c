import { type Html, html } from '../../../src/web/html.js';
import type { PanelJson } from '../model/dashboard-json.js';
import type { Answer } from '../query/answer.js';
import { display } from '../value/display.js';
import { nothing } from './nothing.js';
import { type ReducedSeries, reduced } from './reduced.js';
import { type Size, textWidth } from './size.js';

const between = 8;
const fontSize = 14;

interface BarGaugeOptions {
  readonly maxVizHeight: number;
  readonly minVizHeight: number;
  readonly valueMode: 'color' | 'text';
}

/** A bar for each series, with its name at the left and its value at the right; as many as there is room for. */
export function drawBarGauge(panel: PanelJson, answers: readonly Answer[], { width, height }: Size): Html {
  const all = reduced(panel, answers);
  if (all.length === 0) return nothing(panel);
  const { maxVizHeight, minVizHeight, valueMode } = panel.options as unknown as BarGaugeOptions;
  const room = (height + between) / all.length - between;
  const bar = Math.max(minVizHeight, Math.min(room, maxVizHeight, 42));
  const texts = all.map((one) => display(one.value, one.config).text);
  const names = Math.min(width * 0.4, widest(all.map(({ name }) => name)));
  const values = widest(texts);
  const range = rangeOf(all);
  const rows = all.map((one, index) => {
    const share = ((one.value ?? range.min) - range.min) / (range.max - range.min || 1);
    const { color } = display(one.value, one.config);
    return html`<div class="bar" style="height:${bar}px"><span class="name" style="width:${names}px">${one.name}</span>
<span class="track"><i style="width:${(Math.min(Math.max(share, 0), 1) * 100).toFixed(2)}%;border-color:${color};background:${color}44"></i></span>
<span class="value" style="width:${values}px;color:${valueMode === 'color' ? color : '#ccccdc'}">${texts[index]!}</span></div>`;
  });
  return html`<div class="bars" style="height:${height}px;gap:${between}px">${rows}</div>`;
}

function widest(texts: readonly string[]): number {
  return Math.round(Math.max(...texts.map((text) => textWidth(text, fontSize))) + 12);
}

/** What fills a bar: what the panel says, else the greatest value. */
function rangeOf(all: readonly ReducedSeries[]): { min: number; max: number } {
  const values = all.map(({ value }) => value ?? 0);
  const { min = Math.min(...values), max = Math.max(...values) } = all[0]!.config;
  return { min, max };
}
