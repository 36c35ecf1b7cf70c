import { type Html, html } from '../../../src/web/html.js';
import { type NamedSeries, namedSeries } from '../frame/named-series.js';
import type { PanelJson } from '../model/dashboard-json.js';
import type { Answer } from '../query/answer.js';
import { colorOf } from '../value/colors.js';
import type { ChartSpec } from './chart-spec.js';
import { layers } from './layers.js';
import { legend } from './legend.js';
import { nothing } from './nothing.js';
import { seriesColor, styleOf } from './series-style.js';
import { type Size, textWidth } from './size.js';
import { timeTicks } from './ticks.js';
import { valueAxis } from './value-axis.js';

/** A graph with its legend; the graph itself is drawn in the browser, from the spec that it carries. */
export function drawTimeSeries(panel: PanelJson, answers: readonly Answer[], size: Size): Html {
  const all = namedSeries(panel, answers);
  if (all.length === 0) return nothing(panel);
  const colors = all.map(({ config }, index) => seriesColor(config, index));
  const { html: names, graph, placement } = legend(panel, all, colors, size);
  const spec = JSON.stringify(specOf(all, colors, graph));
  return html`<div class="graph ${placement}"><div class="chart" style="width:${graph.width}px;height:${graph.height}px" data-spec="${spec}"></div>${names}</div>`;
}

function specOf(all: readonly NamedSeries[], colors: readonly string[], size: Size): ChartSpec {
  const [{ config, times }] = all as [NamedSeries];
  const different = all.find((one) => !isAlike(one, all[0]!));
  if (different !== undefined) throw new Error(`"${different.name}" has an axis or a kind of its own`);
  const { series, bands } = layers(all, colors);
  const shown = series.flatMap(({ values }) => values.filter((value) => value !== null));
  const { low, high, ticks } = valueAxis(shown, config, size.height);
  const axisWidth = Math.round(Math.max(...ticks.map(({ text }) => textWidth(text, 12))) + 20);
  const x = [times[0]!, times.at(-1)!] as const;
  const steps = styleOf(config).showsLimits ? (config.thresholds?.steps ?? []) : [];
  return {
    ...size,
    times,
    x,
    y: [low, high],
    xTicks: timeTicks(x[0], x[1], size.width - axisWidth),
    yTicks: ticks,
    axisWidth,
    series,
    bands,
    limits: steps.flatMap(({ value, color }) =>
      value === null ? [] : [{ at: value, color: colorOf(color) }],
    ),
  };
}

/** One axis and one way of drawing for all: what is different needs a second one, which is not drawn. */
function isAlike(one: NamedSeries, other: NamedSeries): boolean {
  const traits = ({ config, times }: NamedSeries) => {
    const { draw, isStacked, softMin, softMax } = styleOf(config);
    return [times.length, config.unit, config.min, config.max, draw, isStacked, softMin, softMax].join();
  };
  return traits(one) === traits(other);
}
