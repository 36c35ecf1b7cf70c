import { type LintRule, withVariable } from './lint-rule.js';

/** There is a data source to choose, and it is found under the name that other tools look for. */
export const templateDatasourceRule: LintRule = {
  name: 'template-datasource-rule',
  check: ({ templating }) => {
    const [found] = templating.list.filter(({ type }) => type === 'datasource');
    if (found === undefined) return [{ message: 'no data source to choose' }];
    if (found.name !== 'datasource' || found.label !== 'Data source' || found.query !== 'prometheus') {
      return [{ message: `the data source is not "datasource", labelled "Data source", of Prometheus` }];
    }
    return [];
  },
  broken: (sound) => withVariable(sound, 'datasource', { label: 'Prometheus server' }),
};
