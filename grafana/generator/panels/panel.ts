import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog';
import type {
  DashboardLink,
  Panel,
  ThresholdsConfig,
  ThresholdsMode,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { datasource } from '../datasource.js';
import { runbookLink } from '../runbook-links.js';
import type { Target } from '../target.js';
import type { Thresholds } from './thresholds.js';

/** A panel that has no place yet: `width` of 24 columns, `height` in rows of the grid. */
export interface SizedPanel {
  readonly panel: Panel;
  readonly width: number;
  readonly height: number;
}

export interface PanelOptions {
  readonly title: string;
  /** What it answers, and what to do. Markdown. */
  readonly description: string;
  /** Columns, of 24. */
  readonly width: number;
  /** Rows of the grid. */
  readonly height?: number;
  /** Default: that of counts, whole numbers with all of their digits. */
  readonly unit?: string;
  /** Default: as many as tell something; none for counts. */
  readonly decimals?: number;
  readonly targets: readonly Target[];
  /** What is shown when there is no answer. */
  readonly empty: string;
  readonly thresholds?: Thresholds;
  /** The alerts that it helps with: their runbooks are linked. */
  readonly alerts?: readonly string[];
}

/** Grafana's other unit for counts, `short`, makes 1,499 "1 K" once decimals are left out. */
export const counts = 'locale';

/** What the builders of all types of panels have in common. */
interface PanelBuilder extends Builder<Panel> {
  title(title: string): this;
  description(description: string): this;
  datasource(ref: { type: string; uid: string }): this;
  unit(unit: string): this;
  decimals(decimals: number): this;
  noValue(text: string): this;
  thresholds(thresholds: Builder<ThresholdsConfig>): this;
  links(links: Builder<DashboardLink>[]): this;
  withTarget(target: Builder<Dataquery>): this;
}

/** Gives a builder what every panel has. */
export function finish(builder: PanelBuilder, options: PanelOptions): SizedPanel {
  const { title, description, width, height = 8, unit = counts, targets, empty } = options;
  const decimals = options.decimals ?? (unit === counts ? 0 : undefined);
  builder.title(title).description(description).datasource(datasource).unit(unit).noValue(empty);
  if (decimals !== undefined) builder.decimals(decimals);
  if (options.thresholds !== undefined) {
    const steps = options.thresholds.map(([value, color]) => ({ value, color }));
    builder.thresholds({ build: () => ({ mode: 'absolute' as ThresholdsMode, steps }) });
  }
  if (options.alerts !== undefined) builder.links(options.alerts.map(runbookLink));
  targets.forEach((target, index) => {
    builder.withTarget(target(String.fromCharCode('A'.charCodeAt(0) + index)));
  });
  return { panel: builder.build(), width, height };
}
