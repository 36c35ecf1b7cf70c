import {
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { MappingType } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { finish, type PanelOptions, type SizedPanel } from './panel.js';
import { byThresholds } from './thresholds.js';

/** A band for each series: green while it is 1, red while it is 0. */
export function availability(options: PanelOptions): SizedPanel {
  const builder = new PanelBuilder()
    .colorScheme(byThresholds)
    .showValue(VisibilityMode.Never)
    .mergeValues(true)
    .rowHeight(0.8)
    .perPage(50)
    .fillOpacity(80)
    .legend(new VizLegendOptionsBuilder().showLegend(false))
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Single))
    .mappings([
      {
        type: MappingType.ValueToText,
        options: { 0: { text: 'cannot be read', color: 'red' }, 1: { text: 'read', color: 'green' } },
      },
    ]);
  return finish(builder, {
    ...options,
    thresholds: [
      [null, 'red'],
      [1, 'green'],
    ],
  });
}
