/** What browser/draw-charts.js draws with uPlot: everything is decided, it chooses nothing by itself. */
export interface ChartSpec {
  readonly width: number;
  readonly height: number;
  /** Seconds since the epoch. */
  readonly times: readonly number[];
  readonly x: readonly [from: number, to: number];
  readonly y: readonly [low: number, high: number];
  readonly xTicks: readonly ChartTick[];
  readonly yTicks: readonly ChartTick[];
  /** Pixels for the texts of the y axis. */
  readonly axisWidth: number;
  /** In the order in which they are drawn, the last one on top. */
  readonly series: readonly ChartSeries[];
  /** Areas between two series, by their places in `series`. */
  readonly bands: readonly { readonly upper: number; readonly lower: number; readonly fill: string }[];
  readonly limits: readonly { readonly at: number; readonly color: string }[];
}

export interface ChartTick {
  readonly at: number;
  readonly text: string;
}

export interface ChartSeries {
  readonly draw: 'line' | 'bars';
  readonly values: readonly (number | null)[];
  readonly stroke: string;
  readonly lineWidth: number;
  /** Down to zero; undefined for none. */
  readonly fill?: string;
}
