import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promqlNames, selects } from './promql.js';

const metrics = (expression: string) => promqlNames(expression).selectors.map(({ metric }) => metric);

test('metrics are told from functions, aggregations, keywords, labels and strings', () => {
  const expression = `
    sum without (instance, pod) (increase(a_total{x="b(c)", y!~"d|\\"}e"}[5m:1m] offset 1d)) > bool 0.5
    and on (job) a:b:c unless ignoring (x) group_left (z) topk(5, sum(d) by (le)) or time() - e * 1e3 # f
    or max_over_time(g[1d]) >= 2h`;
  assert.deepEqual(metrics(expression), ['a_total', 'a:b:c', 'd', 'e', 'g']);
  assert.deepEqual(promqlNames(expression).labels, ['instance', 'pod', 'job', 'x', 'z', 'le']);
  assert.deepEqual(promqlNames(expression).selectors[0]?.matchers, [
    { label: 'x', operator: '=', value: 'b(c)' },
    { label: 'y', operator: '!~', value: 'd|"}e' },
  ]);
});

test('a metric beside an aggregation with its labels first', () => {
  assert.deepEqual(metrics('sum by (a) (b) / c'), ['b', 'c']);
  assert.deepEqual(metrics('up'), ['up']);
  assert.throws(() => promqlNames('a ? b'), /not understood: \? b/);
});

test('matchers select as Prometheus does: anchored', () => {
  assert.ok(selects({ label: 'a', operator: '=~', value: 'b|c' }, 'c'));
  assert.ok(!selects({ label: 'a', operator: '=~', value: 'b|c' }, 'cc'));
  assert.ok(selects({ label: 'a', operator: '!~', value: 'b|c' }, 'cc'));
  assert.ok(selects({ label: 'a', operator: '!=', value: 'b' }, ''));
  assert.ok(!selects({ label: 'a', operator: '=', value: 'b' }, 'bb'));
});
