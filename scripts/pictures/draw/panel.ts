import { type Html, html } from '../../../src/web/html.js';
import type { PanelJson } from '../model/dashboard-json.js';
import type { Answer } from '../query/answer.js';
import { drawBarGauge } from './bar-gauge.js';
import { drawHeatmap } from './heatmap.js';
import { boxOf, contentOf, type Size } from './size.js';
import { drawStat } from './stat.js';
import { drawStateTimeline } from './state-timeline.js';
import { drawTable } from './table.js';
import { drawText } from './text.js';
import { drawTimeSeries } from './time-series.js';

type Draw = (panel: PanelJson, answers: readonly Answer[], size: Size) => Html;

const draws: Readonly<Record<string, Draw>> = {
  stat: drawStat,
  bargauge: drawBarGauge,
  table: drawTable,
  timeseries: drawTimeSeries,
  'state-timeline': drawStateTimeline,
  heatmap: drawHeatmap,
  text: drawText,
};

/** A panel in its place. @throws Error when its type cannot be drawn. */
export function drawPanel(panel: PanelJson, answers: readonly Answer[]): Html {
  const { left, top, width, height } = boxOf(panel.gridPos);
  const place = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
  if (panel.type === 'row')
    return html`<section class="row" style="${place}"><h2>${rowHead(panel)}</h2></section>`;
  const draw = draws[panel.type];
  if (draw === undefined) throw new Error(`"${panel.title}": type ${panel.type} cannot be drawn`);
  const size = contentOf({ width, height });
  const info = panel.description === undefined ? html`` : html`<span class="info">i</span>`;
  return html`<section style="${place}"><h2>${panel.title}${info}</h2>
<div class="content" style="height:${size.height + 8}px">${draw(panel, answers, size)}</div></section>`;
}

function rowHead({ title, collapsed = false, panels = [] }: PanelJson): Html {
  const arrow = collapsed ? '▸' : '▾';
  const count = collapsed ? html`<span class="count">(${panels.length} panels)</span>` : html``;
  return html`${arrow} ${title} ${count}`;
}
