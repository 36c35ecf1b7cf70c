import { panelsOf } from '../grafana-json.js';
import { type LintRule, withPanel } from './lint-rule.js';

/** Panels, and all of their queries, ask the data source that is chosen. */
export const panelDatasourceRule: LintRule = {
  name: 'panel-datasource-rule',
  check: (dashboard) =>
    panelsOf(dashboard)
      .filter(({ targets }) => targets !== undefined)
      .filter(({ datasource, targets = [] }) =>
        [datasource, ...targets.map((target) => target.datasource)].some(
          (one) => one?.uid !== `\${datasource}` || one.type !== 'prometheus',
        ),
      )
      .map(({ title }) => ({ panel: title, message: 'does not ask the data source that is chosen' })),
  broken: (sound) => withPanel(sound, { datasource: { type: 'prometheus', uid: 'P1809F7CD0C75ACF3' } }),
};
