import { type Html, html } from '../../../src/web/html.js';
import type { PanelJson } from '../model/dashboard-json.js';
import type { Answer } from '../query/answer.js';
import { blend } from '../value/colors.js';
import { display } from '../value/display.js';
import { type ReducedSeries, reduced } from './reduced.js';
import { type Size, textWidth } from './size.js';
import { sparkline } from './sparkline.js';

interface StatOptions {
  readonly colorMode: 'value' | 'background' | 'none';
  readonly graphMode: 'none' | 'area';
  readonly textMode: 'value' | 'name' | 'value_and_name';
}

/** Numbers, side by side. Without any there is one that says so. */
export function drawStat(panel: PanelJson, answers: readonly Answer[], size: Size): Html {
  const all = reduced(panel, answers);
  const config = panel.fieldConfig?.defaults ?? {};
  const shown = all.length > 0 ? all : [{ name: '', config, values: [], value: undefined }];
  const width = size.width / shown.length;
  return html`<div class="stats">${shown.map((one) => number(panel, one, { ...size, width }))}</div>`;
}

function number(panel: PanelJson, one: ReducedSeries, size: Size): Html {
  const { colorMode, graphMode, textMode } = panel.options as unknown as StatOptions;
  const { text: known, color } = display(one.value, one.config);
  const text = known === '' ? 'No data' : known;
  const [value, label] = textMode === 'name' ? [one.name, ''] : [text, textMode === 'value' ? '' : one.name];
  const isFilled = colorMode === 'background';
  const fill = `linear-gradient(120deg, ${blend(color, '#000000', 0.75)}, ${color})`;
  const fontSize = Math.round(
    Math.min(size.height * (graphMode === 'area' ? 0.38 : 0.5), (size.width - 16) / textWidth(value, 1), 56),
  );
  const style = isFilled
    ? `background:${fill};color:#fff`
    : `color:${colorMode === 'value' ? color : '#ccccdc'}`;
  const graph =
    graphMode === 'area'
      ? sparkline(one.values, { ...size, height: size.height * 0.45 }, isFilled ? '#ffffff' : color)
      : html``;
  return html`<div class="stat ${graphMode === 'area' ? 'graphed' : ''}" style="${style}">${graph}<div class="number"><span class="name">${label}</span>
<span style="font-size:${Math.max(fontSize, 12)}px">${value}</span></div></div>`;
}
