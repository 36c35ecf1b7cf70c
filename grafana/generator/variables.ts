import {
  ConstantVariableBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { datasource } from './datasource.js';
import { series } from './promql.js';

/** The metric that every source with a preset has from its start, whose series tell the systems. */
const everywhere = 'audit_security_events_total';

/** What is chosen above the panels; each list depends on what is chosen in those before it. `system`: only of that one. */
export function variables(system?: string): VariableModel[] {
  const sources =
    system === undefined
      ? 'auditlog_exporter_source_up{job=~"$job", instance=~"$instance"}'
      : `${everywhere}{job=~"$job", instance=~"$instance", system="${system}"}`;
  return [
    new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus').build(),
    list('job', 'Job', 'auditlog_exporter_build_info'),
    list('instance', 'Instance', 'auditlog_exporter_build_info{job=~"$job"}'),
    list('source', 'Source', sources),
    system === undefined ? list('system', 'System', systems) : fixed('system', 'System', system),
  ];
}

const systems = series(everywhere).replace(', system=~"$system"', '');

function list(name: string, label: string, selector: string): VariableModel {
  const query = `label_values(${selector}, ${name})`;
  const all = { selected: true, text: ['All'], value: ['$__all'] };
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(datasource)
    .query(query)
    .definition(query)
    .multi(true)
    .includeAll(true)
    .allValue('.+')
    .current(all)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalCaseInsensitiveAsc)
    .build();
}

/** Nothing to choose, and not to be changed by a link. */
function fixed(name: string, label: string, value: string): VariableModel {
  return new ConstantVariableBuilder(name).label(label).value(value).build();
}
