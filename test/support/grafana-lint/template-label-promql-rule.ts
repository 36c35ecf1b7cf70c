import type { GrafanaVariable } from '../grafana-json.js';
import { type LintRule, withVariable } from './lint-rule.js';
import { parseWithVariables } from './parsed-targets.js';

/** What variables ask for is a function of Grafana, with a selector that can be parsed. */
export const templateLabelPromqlRule: LintRule = {
  name: 'template-label-promql-rule',
  check: ({ templating }) =>
    templating.list
      .filter((variable) => variable.type === 'query' && !isSound(variable))
      .map(({ name, query }) => ({ message: `${name}: not a query: ${query}` })),
  broken: (sound) => withVariable(sound, 'job', { query: 'label_values(up{job=~}, job)' }),
};

function isSound({ query = '' }: GrafanaVariable): boolean {
  const match = /^(?:label_values|label_names|metrics|query_result)\((.+?)(?:, \w+)?\)$/.exec(query);
  return match !== null && parseWithVariables(match[1]!).errorAt === undefined;
}
