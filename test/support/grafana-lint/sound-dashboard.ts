import type { GrafanaDashboard } from '../grafana-json.js';

const datasource = { type: 'prometheus', uid: `\${datasource}` };
const common = { type: 'query', datasource, multi: true, includeAll: true, allValue: '.+', refresh: 2 };

/** A small dashboard that no rule finds anything wrong with. */
export const soundDashboard: GrafanaDashboard = {
  uid: 'sound',
  title: 'Sound',
  editable: false,
  schemaVersion: 42,
  links: [],
  templating: {
    list: [
      { name: 'datasource', type: 'datasource', label: 'Data source', query: 'prometheus' },
      { ...common, name: 'job', label: 'Job', query: 'label_values(up, job)' },
      { ...common, name: 'instance', label: 'Instance', query: 'label_values(up{job=~"$job"}, instance)' },
    ],
  },
  panels: [
    {
      id: 1,
      type: 'timeseries',
      title: 'Rate',
      description: 'How often.',
      gridPos: { x: 0, y: 0, w: 24, h: 8 },
      datasource,
      targets: [
        {
          refId: 'A',
          datasource,
          expr: 'sum(rate(x_total{job=~"$job", instance=~"$instance"}[$__rate_interval] @ end())) > 0',
        },
      ],
      fieldConfig: { defaults: { unit: 'cps' }, overrides: [] },
    },
  ],
};
