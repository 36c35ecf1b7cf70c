import type { LintRule } from './lint-rule.js';
import { panelDatasourceRule } from './panel-datasource-rule.js';
import { panelNoTargetsRule } from './panel-no-targets-rule.js';
import { panelTitleDescriptionRule } from './panel-title-description-rule.js';
import { panelUnitsRule } from './panel-units-rule.js';
import { targetCounterAggRule } from './target-counter-agg-rule.js';
import { targetHistogramRule } from './target-histogram-rule.js';
import { targetPromqlRule } from './target-promql-rule.js';
import { targetRateIntervalRule } from './target-rate-interval-rule.js';
import { targetRequiredMatcher } from './target-required-matcher.js';
import { templateDatasourceRule } from './template-datasource-rule.js';
import { templateLabelPromqlRule } from './template-label-promql-rule.js';
import { templateOnTimeChangeReloadRule } from './template-on-time-change-reload-rule.js';
import { templateRequiredVariable } from './template-required-variable.js';
import { uneditableDashboard } from './uneditable-dashboard.js';

/** The rules of Grafana's dashboard-linter that are about Prometheus. */
export const lintRules: readonly LintRule[] = [
  templateDatasourceRule,
  templateRequiredVariable('job', 'Job'),
  templateRequiredVariable('instance', 'Instance'),
  templateLabelPromqlRule,
  templateOnTimeChangeReloadRule,
  panelDatasourceRule,
  panelTitleDescriptionRule,
  panelUnitsRule,
  panelNoTargetsRule,
  targetPromqlRule,
  targetRateIntervalRule,
  targetRequiredMatcher('job'),
  targetRequiredMatcher('instance'),
  targetCounterAggRule,
  targetHistogramRule,
  uneditableDashboard,
];
