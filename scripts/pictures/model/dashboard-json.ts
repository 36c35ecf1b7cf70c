import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packageRoot } from '../../../src/config/package-root.js';
import { listFiles } from '../../list-files.js';

/** The parts of Grafana's JSON that are drawn. `unsupported` of supported.ts says what else there is. */
export interface DashboardJson {
  readonly title: string;
  readonly description?: string;
  readonly time: { readonly from: string; readonly to: string };
  readonly panels: readonly PanelJson[];
  readonly templating: { readonly list: readonly VariableJson[] };
  readonly links?: readonly { readonly title: string }[];
}

export interface VariableJson {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly query?: string;
  readonly hide?: number;
}

export interface PanelJson {
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: GridPos;
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly targets?: readonly TargetJson[];
  readonly links?: readonly { readonly title: string }[];
  readonly fieldConfig?: {
    readonly defaults: FieldConfig;
    readonly overrides: readonly OverrideJson[];
  };
  readonly transformations?: readonly TransformationJson[];
  readonly options?: Readonly<Record<string, unknown>>;
  /** Those of a row that is folded. */
  readonly panels?: readonly PanelJson[];
  readonly collapsed?: boolean;
}

/** In columns, of 24, and rows of the grid. */
export interface GridPos {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface TargetJson {
  readonly refId: string;
  readonly expr: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly format?: string;
  readonly legendFormat?: string;
}

export interface Threshold {
  readonly value: number | null;
  readonly color: string;
}

export interface FieldConfig {
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly noValue?: string;
  readonly color?: { readonly mode: string; readonly fixedColor?: string };
  readonly thresholds?: { readonly steps: readonly Threshold[] };
  readonly mappings?: readonly MappingJson[];
  readonly custom?: Readonly<Record<string, unknown>>;
}

/** `value`: the options are results by value. `special`: they are a kind of missing values (`match`) and its result. */
export interface MappingJson {
  readonly type: string;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface OverrideJson {
  readonly matcher: { readonly id: string; readonly options: string };
  readonly properties: readonly { readonly id: string; readonly value: unknown }[];
}

export interface TransformationJson {
  readonly id: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** grafana/dashboards/*.json by their name without the ending. */
export function readDashboards(): Map<string, DashboardJson> {
  const files = listFiles(join(packageRoot(), 'grafana', 'dashboards'), (name) => name.endsWith('.json'));
  return new Map(
    files.map((file) => [basename(file, '.json'), JSON.parse(readFileSync(file, 'utf8')) as DashboardJson]),
  );
}
