import type { PanelJson } from './dashboard-json.js';
import { customRules, fieldRules } from './field-rules.js';
import { optionRules } from './option-rules.js';
import { against, type Rules } from './rules.js';

const panelRules: Rules = {
  type: 'drawn',
  id: 'unseen',
  title: 'drawn',
  description: 'drawn',
  'gridPos.*': 'drawn',
  'datasource.*': 'unseen',
  interval: 'drawn',
  maxDataPoints: 'drawn',
  collapsed: 'drawn',
  'links[].*': 'unseen',
  'targets[].datasource.*': 'unseen',
  'targets[].refId': 'drawn',
  'targets[].expr': 'drawn',
  'targets[].instant': 'drawn',
  'targets[].range': 'drawn',
  'targets[].format': ['time_series', 'table', 'heatmap'],
  'targets[].legendFormat': 'drawn',
  // A recorded day has no exemplars.
  'targets[].exemplar': 'unseen',
  'transformations[].id': ['merge', 'filterFieldsByName', 'organize', 'sortBy'],
  'transformations[].options.include.names[]': 'drawn',
  'transformations[].options.excludeByName.*': 'drawn',
  'transformations[].options.indexByName.*': 'drawn',
  'transformations[].options.renameByName.*': 'drawn',
  'transformations[].options.sort[].*': 'drawn',
};

const matchers: Rules = {
  id: ['byName', 'byFrameRefID', 'byRegexp', 'byType'],
  options: 'drawn',
};

/**
 * What a panel says that the pictures do not draw: a picture would lie. Empty: all of it is drawn, or changes nothing in
 * a picture.
 */
export function unsupported(panel: PanelJson): string[] {
  const { fieldConfig, panels = [], ...rest } = panel;
  const options = optionRules[panel.type];
  if (options === undefined) return [`"${panel.title}": type ${panel.type}`];
  const fields = { ...fieldRules, ...customRules[panel.type] };
  const overrides = fieldConfig?.overrides ?? [];
  const found = [
    ...against({ ...panelRules, ...options }, rest),
    ...against(fields, fieldConfig?.defaults ?? {}),
    ...overrides.flatMap(({ matcher, properties }) => [
      ...against(matchers, matcher),
      ...properties.flatMap(({ id, value }) => against(fields, value, id)),
    ]),
  ];
  return [...found.map((what) => `"${panel.title}": ${what}`), ...panels.flatMap(unsupported)];
}
