import { panelsOf } from '../grafana-json.js';
import { type LintRule, withPanel } from './lint-rule.js';

/** Every panel but text says what it is; the linter asks it of some types only. */
export const panelTitleDescriptionRule: LintRule = {
  name: 'panel-title-description-rule',
  check: (dashboard) =>
    panelsOf(dashboard)
      .filter(({ type }) => type !== 'text')
      .filter(({ title, description }) => !title || !description)
      .map(({ id, title }) => ({ panel: title, message: `panel ${id} has no title or no description` })),
  broken: (sound) => withPanel(sound, { description: '' }),
};
