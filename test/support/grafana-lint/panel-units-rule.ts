import * as units from '@grafana/grafana-foundation-sdk/units';
import { panelsOf } from '../grafana-json.js';
import { type LintRule, withPanel } from './lint-rule.js';

const known = new Set<unknown>(Object.values(units));

/** Every number has a unit that Grafana knows, those of single columns included. */
export const panelUnitsRule: LintRule = {
  name: 'panel-units-rule',
  check: (dashboard) =>
    panelsOf(dashboard)
      .filter(({ type }) => type !== 'text')
      .flatMap(({ title, fieldConfig }) => {
        const own = fieldConfig?.overrides.flatMap(({ properties }) =>
          properties.filter(({ id }) => id === 'unit').map(({ value }) => value),
        );
        return [fieldConfig?.defaults.unit, ...(own ?? [])]
          .filter((unit) => !known.has(unit))
          .map((unit) => ({ panel: title, message: `not a unit: ${unit}` }));
      }),
  broken: (sound) => withPanel(sound, { fieldConfig: { defaults: { unit: 'events' }, overrides: [] } }),
};
