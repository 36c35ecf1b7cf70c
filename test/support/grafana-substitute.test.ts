import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grafanaVariables, stepOf, substitute } from './grafana-substitute.js';

test('variables are replaced in each of the ways to write them', () => {
  const variables = grafanaVariables({ range: 3600, scrape: 15 }, { source: 'vault' });
  assert.equal(
    substitute(`x{job=~"$job", source=~"\${source}", system=~"\${system:regex}"}[$__range]`, variables),
    'x{job=~".+", source=~"vault", system=~".+"}[3600s]',
  );
  assert.throws(() => substitute('x[$__unknown]', variables), /no value for the variable __unknown/);
});

test('an interval for rates has four scrapes, and one more than a step', () => {
  const interval = (of: Parameters<typeof grafanaVariables>[0]) => grafanaVariables(of)['__rate_interval'];
  assert.equal(interval({ range: 3600, scrape: 15 }), '60s');
  assert.equal(interval({ range: 86_400, scrape: 15, points: 120 }), '735s');
  assert.equal(interval({ range: 3600, scrape: 15, minStep: 60 }), '75s');
  assert.equal(stepOf({ range: 3600, scrape: 15, minStep: 60 }), 60);
});
