import {
  type Dashboard,
  DashboardBuilder,
  DashboardCursorSync,
  type VariableModel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboardLinks } from './dashboard-links.js';
import { layOut, type Section } from './layout.js';

export interface DashboardOptions {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly variables: readonly VariableModel[];
  readonly sections: readonly Section[];
}

export const tag = 'auditlog-exporter';

/** A dashboard as all of ours are. */
export function dashboard(options: DashboardOptions): Dashboard {
  const built = new DashboardBuilder(options.title)
    .uid(options.uid)
    .description(options.description)
    .tags([tag])
    .readonly()
    .timezone('browser')
    .tooltip(DashboardCursorSync.Crosshair)
    .time({ from: 'now-6h', to: 'now' })
    .refresh('30s')
    .variables(options.variables.map((variable) => ({ build: () => variable })))
    .links(dashboardLinks(options.uid))
    .build();
  return { ...built, annotations: { list: [] }, panels: layOut(options.sections) };
}
