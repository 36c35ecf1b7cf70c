import { type LintRule, withTarget } from './lint-rule.js';
import { parsedTargets } from './parsed-targets.js';

/** Every query is PromQL, and selects something. */
export const targetPromqlRule: LintRule = {
  name: 'target-promql-rule',
  check: (dashboard) =>
    parsedTargets(dashboard)
      .filter(({ parsed }) => parsed.errorAt !== undefined || parsed.selectors.length === 0)
      .map(({ panel, expr }) => ({ panel, message: `not PromQL: ${expr}` })),
  broken: (sound) => withTarget(sound, { expr: `sum(${sound.panels[0]!.targets![0]!.expr}` }),
};
