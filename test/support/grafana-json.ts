import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';

/** The parts of a dashboard's JSON that tests look at. Written down here and not taken from the SDK, which made the files. */
export interface GrafanaDashboard {
  readonly uid: string;
  readonly title: string;
  readonly editable: boolean;
  readonly schemaVersion: number;
  readonly panels: readonly GrafanaPanel[];
  readonly templating: { readonly list: readonly GrafanaVariable[] };
  readonly links: readonly GrafanaLink[];
  readonly [key: string]: unknown;
}

export interface GrafanaPanel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly targets?: readonly GrafanaTarget[];
  readonly links?: readonly GrafanaLink[];
  /** Panels of a row that is folded. */
  readonly panels?: readonly GrafanaPanel[];
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly fieldConfig?: {
    readonly defaults: {
      readonly unit?: string;
      readonly decimals?: number;
      /** What is of this type of panel only. */
      readonly custom?: Readonly<Record<string, unknown>>;
      readonly noValue?: string;
      readonly thresholds?: {
        readonly steps: readonly { readonly value: number | null; readonly color: string }[];
      };
    };
    readonly overrides: readonly {
      readonly matcher: { readonly id: string; readonly options: unknown };
      readonly properties: readonly { readonly id: string; readonly value: unknown }[];
    }[];
  };
  readonly options?: Readonly<Record<string, unknown>>;
  readonly transformations?: readonly {
    readonly id: string;
    readonly options: Readonly<Record<string, unknown>>;
  }[];
}

export interface GrafanaTarget {
  readonly refId: string;
  readonly expr: string;
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly format?: string;
  readonly legendFormat?: string;
  readonly exemplar?: boolean;
}

export interface GrafanaVariable {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly query?: string;
  readonly datasource?: { readonly type: string; readonly uid: string };
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly refresh?: number;
  readonly hide?: number;
}

export interface GrafanaLink {
  readonly title: string;
  readonly url?: string;
  readonly keepTime?: boolean;
}

export const dashboardFolder = join(packageRoot(), 'grafana', 'dashboards');

/** grafana/dashboards/*.json, as they are committed. */
export const dashboards: readonly GrafanaDashboard[] = readdirSync(dashboardFolder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => JSON.parse(readFileSync(join(dashboardFolder, name), 'utf8')) as GrafanaDashboard);

/** All panels but rows, those in folded rows included, in the order of the file. */
export function panelsOf({ panels }: Pick<GrafanaDashboard, 'panels'>): GrafanaPanel[] {
  return panels.flatMap((panel) => (panel.type === 'row' ? (panel.panels ?? []) : [panel]));
}
