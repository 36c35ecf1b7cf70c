import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PanelJson, TargetJson } from '../scripts/pictures/model/dashboard-json.js';
import { nameOf } from '../scripts/pictures/query/answer.js';
import { askPanel, type RawSeries } from '../scripts/pictures/query/ask-panel.js';
import { secondsOf, stepOf } from '../scripts/pictures/query/step.js';
import { timeRangeOf } from '../scripts/pictures/query/time-range.js';
import { builtIn, chosen, resolve } from '../scripts/pictures/query/variables.js';

test('steps are the round ones of Grafana', () => {
  assert.deepEqual(
    [120, 720, 1400, 30].map((points) => stepOf(21_600, points, 15)),
    [120, 30, 15, 600],
  );
  assert.equal(stepOf(3600, 1200, 60), 60);
});

test('lengths of time', () => {
  assert.deepEqual(['15s', '5m', '6h', '1d'].map(secondsOf), [15, 300, 21_600, 86_400]);
  assert.throws(() => secondsOf('soon'), /soon/);
  assert.deepEqual(timeRangeOf({ time: { from: 'now-6h', to: 'now' } }, 100_000), {
    from: 78_400,
    to: 100_000,
  });
  assert.throws(() => timeRangeOf({ time: { from: 'now/d', to: 'now' } }, 1), /now\/d/);
});

test('variables are replaced, and one without a value is refused', () => {
  const list = [
    { name: 'datasource', type: 'datasource' },
    { name: 'job', type: 'query' },
    { name: 'system', type: 'constant', query: 'vault' },
  ];
  const variables = { ...chosen({ templating: { list } }), ...builtIn(21_600, 120, 15) };
  const text = 'x{job=~"$job", system=~"$' + '{system}"}[$__rate_interval] + y[$__range] + $__interval_ms';
  assert.equal(resolve(text, variables), 'x{job=~".+", system=~"vault"}[135s] + y[21600s] + 120000');
  assert.equal(builtIn(1, 15, 15)['__rate_interval'], '60s');
  assert.throws(() => resolve('$user', variables), /user/);
});

test('a legend takes labels, and without one a series is named as Prometheus does', () => {
  const target = (legendFormat?: string): TargetJson => ({
    refId: 'A',
    expr: 'sum(x)',
    ...(legendFormat !== undefined && { legendFormat }),
  });
  const labels = { __name__: 'x', user: 'eve', event: 'seal' };
  assert.equal(nameOf(target('{{user}} ({{ event }}){{none}}'), labels), 'eve (seal)');
  assert.equal(nameOf(target(), labels), 'x{event="seal", user="eve"}');
  assert.equal(nameOf(target(), {}), 'sum(x)');
});

test('a range is asked for at whole steps, and what is missing is null', async () => {
  const asked: unknown[] = [];
  const raw: RawSeries = [{ labels: { a: '1' }, points: new Map([[240, 7]]) }];
  const answer = async (...question: unknown[]) => {
    asked.push(question);
    return raw;
  };
  const source = {
    instant: answer,
    range: answer,
  };
  const panel: PanelJson = {
    type: 'timeseries',
    title: '',
    gridPos: { x: 0, y: 0, w: 1, h: 1 },
    interval: '1m',
    maxDataPoints: 3,
    targets: [
      { refId: 'A', expr: 'x[$__interval]', range: true, instant: false },
      { refId: 'B', expr: 'y', range: false, instant: true },
    ],
  };
  const range = { from: 130, to: 430 };
  const answers = await askPanel(panel, { source, range, scrape: 15, variables: {}, width: 500 });
  assert.deepEqual(asked, [
    ['x[120s]', { from: 120, to: 360 }, 120],
    ['y', 430],
  ]);
  assert.deepEqual(
    answers.map(({ times, series }) => [times, series.map(({ values }) => values)]),
    [
      [[120, 240, 360], [[null, 7, null]]],
      [[430], [[null]]],
    ],
  );
});
