import type { LintRule } from './lint-rule.js';

/** What is provisioned cannot be saved: Grafana should say so at once. */
export const uneditableDashboard: LintRule = {
  name: 'uneditable-dashboard',
  check: ({ editable }) => (editable === false ? [] : [{ message: 'can be edited' }]),
  broken: (sound) => ({ ...sound, editable: true }),
};
