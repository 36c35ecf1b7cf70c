import {
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { colorByQuery } from './color-by-name.js';
import { finish, type PanelOptions, type SizedPanel } from './panel.js';
import { byThresholds } from './thresholds.js';

/**
 * A line for each thing that happened, marked where it did; `colors` are those of the queries, in their order, those of
 * further queries go by the thresholds. This panel does not show `empty`: one query should always have an answer.
 */
export function timeline(options: PanelOptions & { readonly colors: readonly string[] }): SizedPanel {
  const builder = new PanelBuilder()
    .colorScheme(byThresholds)
    .showValue(VisibilityMode.Auto)
    .mergeValues(true)
    .rowHeight(0.8)
    .lineWidth(0)
    // More than there are kinds of events: who looks would not turn to a second page.
    .perPage(50)
    .fillOpacity(90)
    .legend(new VizLegendOptionsBuilder().showLegend(false))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Single))
    .interval('1m')
    .maxDataPoints(120);
  options.colors.forEach((color, index) => {
    builder.withOverride(colorByQuery(String.fromCharCode('A'.charCodeAt(0) + index), color));
  });
  return finish(builder, options);
}
