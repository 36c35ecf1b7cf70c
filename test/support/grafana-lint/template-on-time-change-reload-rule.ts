import { type LintRule, withVariable } from './lint-rule.js';

/** A variable asks again when the time range changes: what was there then is to be chosen from. */
export const templateOnTimeChangeReloadRule: LintRule = {
  name: 'template-on-time-change-reload-rule',
  check: ({ templating }) =>
    templating.list
      .filter(({ type, refresh }) => type === 'query' && refresh !== 2)
      .map(({ name }) => ({ message: `${name} is not asked for again when the time range changes` })),
  broken: (sound) => withVariable(sound, 'instance', { refresh: 1 }),
};
