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
  const builder = base(options, ['mean', 'max'])
    .drawStyle(GraphDrawStyle.Line)
    .lineWidth(1)
    // What is rare lies as a thin layer on what is frequent, and has to be seen.
    .fillOpacity(options.stacked === true ? 30 : 10);
  return finish(builder, options);
}

/**
 * Bars, for what happens: how often in each step, one on top of the other. The legend has no sum of them: what a series
 * begins with is an estimate in its first step, and would not be the number that tables and stats give for the range.
 */
export function bars(options: Omit<TimeSeriesOptions, 'stacked'>): SizedPanel {
  const builder = base({ ...options, stacked: true }, [])
    .drawStyle(GraphDrawStyle.Bars)
    .lineWidth(0)
    .fillOpacity(80)
    // A minute at least, so that a step has several scrapes; few enough for bars that can be seen.
    .interval('1m')
    .maxDataPoints(120);
  return finish(builder, options);
}

function base(options: TimeSeriesOptions, calcs: string[]): PanelBuilder {
  const { stacked = false, colors = {}, atLeast, thresholds } = options;
  const builder = new PanelBuilder()
    .legend(legend(options.width, calcs))
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

/** Beside the graph, where there is room: below it a legend gets a third of the height, which is two rows of a table. */
function legend(width: number, calcs: string[]): VizLegendOptionsBuilder {
  const builder = new VizLegendOptionsBuilder().showLegend(true).displayMode(LegendDisplayMode.List);
  if (width < 12) return builder.placement(LegendPlacement.Bottom);
  if (calcs.length > 0) builder.displayMode(LegendDisplayMode.Table).calcs(calcs);
  return builder.placement(LegendPlacement.Right);
}
