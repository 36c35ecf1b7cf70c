import { type LintRule, withTarget } from './lint-rule.js';
import { selectorFindings } from './parsed-targets.js';

/** A rule that every selector keeps to what is chosen for a label. */
export function targetRequiredMatcher(label: 'job' | 'instance'): LintRule {
  const other = label === 'job' ? 'instance' : 'job';
  return {
    name: `target-${label}-rule`,
    check: (dashboard) =>
      selectorFindings(dashboard, ({ matchers }) =>
        matchers.some((one) => one.label === label && one.operator === '=~' && one.value === `$${label}`)
          ? undefined
          : `without ${label}=~"$${label}"`,
      ),
    broken: (sound) => withTarget(sound, { expr: `x{${label}="a", ${other}=~"$${other}"}` }),
  };
}
