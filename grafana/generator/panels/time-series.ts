import {
  GraphDrawStyle,
  GraphThresholdsStyleConfigBuilder,
  GraphThresholdsStyleMode,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { colorByName } from './color-by-name.js';
import { finish, type PanelOptions, type SizedPanel } from './panel.js';

export interface TimeSeriesOptions extends PanelOptions {
  /** One on top of the other. */
  readonly stacked?: boolean;
  /** Colours of series by their name. */
  readonly colors?: Readonly<Record<string, string>>;
  /** Greatest value that the axis shows at least. */
  readonly atLeast?: number;
}

/** Lines, for what goes on all the time. */
export function lines(options: TimeSeriesOptions): SizedPanel {
  const builder = base(options, ['mean', 'max']).drawStyle(GraphDrawStyle.Line).lineWidth(1).fillOpacity(10);
  return finish(builder, options);
}

/** Bars, for what happens now and then: how often in each step. */
export function bars(options: TimeSeriesOptions): SizedPanel {
  const builder = base(options, ['sum'])
    .drawStyle(GraphDrawStyle.Bars)
    .lineWidth(0)
    .fillOpacity(80)
    .decimals(0)
    // A minute at least, so that a step has several scrapes; few enough for bars that can be seen.
    .interval('1m')
    .maxDataPoints(120);
  return finish(builder, { decimals: 0, ...options, stacked: true } as PanelOptions);
}

function base(options: TimeSeriesOptions, calcs: string[]): PanelBuilder {
  const { stacked = false, colors = {}, atLeast, thresholds } = options;
  const builder = new PanelBuilder()
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.Table)
        .placement(LegendPlacement.Bottom)
        .calcs(calcs),
    )
    .tooltip(
      new VizTooltipOptionsBuilder()
        .mode(TooltipDisplayMode.Multi)
        .sort(SortOrder.Descending)
        .hideZeros(true),
    )
    .showPoints(VisibilityMode.Never)
    .axisSoftMin(0);
  if (stacked) builder.stacking(new StackingConfigBuilder().group('A').mode(StackingMode.Normal));
  if (atLeast !== undefined) builder.axisSoftMax(atLeast);
  if (thresholds !== undefined) {
    const style = new GraphThresholdsStyleConfigBuilder().mode(GraphThresholdsStyleMode.Dashed);
    builder.thresholdsStyle(style);
  }
  for (const [name, color] of Object.entries(colors)) builder.withOverride(colorByName(name, color));
  return builder;
}
