import { Html, html } from '../../../src/web/html.js';
import type { DashboardJson, PanelJson } from '../model/dashboard-json.js';
import type { Answer } from '../query/answer.js';
import type { TimeRange } from '../query/time-range.js';
import { drawPanel } from './panel.js';
import { boxOf, margin } from './size.js';
import { pageStyle } from './style.js';
import { clock } from './ticks.js';

export interface AnsweredPanel {
  readonly panel: PanelJson;
  readonly answers: readonly Answer[];
}

export interface PageScripts {
  /** Of uPlot: its style and its code, then ours that draws the graphs. */
  readonly style: string;
  readonly scripts: readonly string[];
}

const headHeight = 92;

/** A whole dashboard as a page that needs nothing else. The same input always gives the same text. */
export function drawPage(
  dashboard: DashboardJson,
  panels: readonly AnsweredPanel[],
  range: TimeRange,
  { style, scripts }: PageScripts,
): Html {
  const height = gridHeight(dashboard);
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${dashboard.title}</title>
<style>${new Html(style)}${pageStyle}</style></head><body>
<header><h1>${dashboard.title}</h1><span class="note">Preview drawn from the panel queries, not Grafana itself</span></header>
<nav>${variables(dashboard)}${links(dashboard)}<span class="time">${clock(range.from)} to ${clock(range.to)} UTC</span></nav>
<main style="height:${height}px">${panels.map(({ panel, answers }) => drawPanel(panel, answers))}</main>
${scripts.map((script) => new Html(`<script>${script}</script>`))}</body></html>`;
}

/** Pixels from the top to the end of the last panel. */
export function pageHeight(dashboard: DashboardJson): number {
  return headHeight + gridHeight(dashboard) + margin;
}

function gridHeight({ panels }: DashboardJson): number {
  return Math.max(...panels.map(({ gridPos }) => boxOf(gridPos)).map(({ top, height }) => top + height));
}

function variables({ templating }: DashboardJson): Html[] {
  const shown = templating.list.filter(({ hide = 0 }) => hide !== 2);
  return shown
    .filter(({ type }) => type !== 'constant')
    .map(({ name, label = name, type }) => {
      const value = type === 'datasource' ? 'Prometheus' : 'All';
      return html`<span class="variable"><b>${label}</b><span>${value}</span></span>`;
    });
}

function links({ links: all = [] }: DashboardJson): Html[] {
  return all.map(({ title }) => html`<span class="link">▦ ${title}</span>`);
}
