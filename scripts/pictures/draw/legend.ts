import { type Html, html } from '../../../src/web/html.js';
import type { NamedSeries } from '../frame/named-series.js';
import type { PanelJson } from '../model/dashboard-json.js';
import { calcHead, reduce } from '../value/calcs.js';
import { display } from '../value/display.js';
import { type Size, textWidth } from './size.js';

interface LegendOptions {
  readonly showLegend: boolean;
  readonly displayMode: 'table' | 'list';
  readonly placement: 'bottom' | 'right';
  readonly calcs: readonly string[];
}

export interface Legend {
  readonly html: Html;
  /** What is left for the graph. */
  readonly graph: Size;
  readonly placement: 'bottom' | 'right';
}

const row = 20;
const fontSize = 12;
const calcWidth = 76;
/** Grafana gives a legend no more of the height below a graph, and of the width beside it. */
const mostHeight = 0.35;
const mostWidth = 0.6;

/** The legend of a graph: what does not fit would have to be scrolled, and is cut off. */
export function legend(
  panel: PanelJson,
  all: readonly NamedSeries[],
  colors: readonly string[],
  size: Size,
): Legend {
  const { options = {} } = panel;
  const { showLegend, displayMode, placement, calcs = [] } = options['legend'] as LegendOptions;
  if (!showLegend) return { html: html``, graph: size, placement: 'bottom' };
  const isTable = displayMode === 'table';
  const names = Math.max(...all.map(({ name }) => textWidth(name, fontSize))) + 28;
  const width = Math.round(Math.min(size.width * mostWidth, names + calcs.length * calcWidth + 8));
  const lines = isTable ? all.length + 1 : listLines(all, placement === 'right' ? width : size.width);
  const height = Math.min(lines * row + 4, size.height * (placement === 'right' ? 1 : mostHeight));
  const box =
    placement === 'right'
      ? { width, height: size.height }
      : { width: size.width, height: Math.round(height) };
  const graph =
    placement === 'right'
      ? { width: size.width - box.width - 8, height: size.height }
      : { width: size.width, height: size.height - box.height };
  const content = isTable ? table(all, colors, calcs) : list(all, colors, calcs);
  const style = `width:${box.width}px;height:${box.height}px`;
  return { html: html`<div class="legend" style="${style}">${content}</div>`, graph, placement };
}

function listLines(all: readonly NamedSeries[], width: number): number {
  const total = all.reduce((sum, { name }) => sum + textWidth(name, fontSize) + 34, 0);
  return Math.ceil(total / Math.max(width, 1));
}

function table(all: readonly NamedSeries[], colors: readonly string[], calcs: readonly string[]): Html {
  const heads = calcs.map((calc) => html`<th>${calcHead(calc)}</th>`);
  const rows = all.map(({ name, config, values }, index) => {
    const cells = calcs.map((calc) => html`<td>${display(reduce(calc, values), config).text}</td>`);
    return html`<tr><td class="name"><i style="background:${colors[index]!}"></i>${name}</td>${cells}</tr>`;
  });
  return html`<table><tr><th class="name">Name</th>${heads}</tr>${rows}</table>`;
}

function list(all: readonly NamedSeries[], colors: readonly string[], calcs: readonly string[]): Html {
  const items = all.map(({ name, config, values }, index) => {
    const texts = calcs.map((calc) => `${calcHead(calc)}: ${display(reduce(calc, values), config).text}`);
    return html`<span class="name"><i style="background:${colors[index]!}"></i>${[name, ...texts].join('  ')}</span>`;
  });
  return html`<div class="list">${items}</div>`;
}
