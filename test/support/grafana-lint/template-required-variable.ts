import type { GrafanaDashboard } from '../grafana-json.js';
import { type Finding, type LintRule, withVariable } from './lint-rule.js';

/** A rule for a variable that every dashboard must have, with all values chosen together matching whatever there is. */
export function templateRequiredVariable(name: string, label: string): LintRule {
  return {
    name: `template-${name}-rule`,
    check: (dashboard) => problems(dashboard, name, label).map((message): Finding => ({ message })),
    broken: (sound) => withVariable(sound, name, { allValue: '.*' }),
  };
}

function problems({ templating }: GrafanaDashboard, name: string, label: string): string[] {
  const found = templating.list.find((one) => one.name === name);
  if (found === undefined) return [`no variable ${name}`];
  const { datasource, type, multi, allValue } = found;
  return [
    ...(datasource?.uid === `\${datasource}` ? [] : [`${name} does not ask the data source that is chosen`]),
    ...(type === 'query' ? [] : [`${name} is not asked for`]),
    ...(found.label === label ? [] : [`${name} is not labelled ${label}`]),
    ...(multi === true ? [] : [`only one ${name} can be chosen`]),
    ...(allValue === '.+' ? [] : [`all of ${name} is not .+`]),
  ];
}
