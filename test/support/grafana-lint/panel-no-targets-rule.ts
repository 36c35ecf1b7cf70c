import { panelsOf } from '../grafana-json.js';
import { type LintRule, withPanel } from './lint-rule.js';

/** Every panel but text asks something. */
export const panelNoTargetsRule: LintRule = {
  name: 'panel-no-targets-rule',
  check: (dashboard) =>
    panelsOf(dashboard)
      .filter(({ type, targets = [] }) => type !== 'text' && targets.length === 0)
      .map(({ title }) => ({ panel: title, message: 'asks nothing' })),
  broken: (sound) => withPanel(sound, { targets: [] }),
};
