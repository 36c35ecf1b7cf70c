import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type PanelJson, readDashboards } from '../scripts/pictures/model/dashboard-json.js';
import { unsupported } from '../scripts/pictures/model/supported.js';
import type { Source } from '../scripts/pictures/query/ask-panel.js';
import { dashboardPage } from '../scripts/pictures/stage/dashboard-page.js';

const gridPos = { x: 0, y: 0, w: 8, h: 8 };
const options = { legend: { showLegend: true, displayMode: 'table', placement: 'bottom', calcs: ['max'] } };
const scripts = { style: '', scripts: [] };
const now = Date.parse('2026-11-19T16:00:00Z') / 1000;

const empty: Source = { instant: async () => [], range: async () => [] };
/** Two series with every label that a legend or a table may want, as the buckets of a histogram have them. */
const busy: Source = {
  instant: async (promql, time) => twoSeries(promql, [time]),
  range: async (promql, { from, to }, step) => {
    const times = Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);
    return twoSeries(promql, times);
  },
};

function twoSeries(promql: string, times: readonly number[]) {
  const names = [...new Set(promql.match(/[a-z_]+/g))].filter((name) => name !== '__name__');
  return ['0.5', '+Inf'].map((le, index) => ({
    labels: { ...Object.fromEntries(names.map((name) => [name, `${name} ${index}`])), le },
    points: new Map(times.map((time, at) => [time, ((at * 7) % 11) * (index + 1)])),
  }));
}

const dashboards = readDashboards();

for (const [name, dashboard] of dashboards) {
  test(`everything that the dashboard ${name} says can be drawn`, () => {
    assert.deepEqual(dashboard.panels.flatMap(unsupported), []);
  });

  test(`the dashboard ${name} is the same page each time, with data and without`, async () => {
    for (const source of [empty, busy]) {
      const draw = () => dashboardPage(dashboard, { source, now, scrape: 15, scripts });
      const page = await draw();
      assert.equal(await draw(), page);
      assert.match(page, /Preview drawn from the panel queries, not Grafana itself/);
      assert.doesNotMatch(page, /NaN|undefined|\[object/);
    }
  });
}

test('what cannot be drawn is told, one line each', () => {
  const panel: PanelJson = {
    type: 'timeseries',
    title: 'A',
    gridPos,
    options: { ...options, zoom: true },
    transformations: [{ id: 'pivot', options: {} }],
    fieldConfig: {
      defaults: { unit: 'furlong', custom: { drawStyle: 'points' } },
      overrides: [{ matcher: { id: 'byValue', options: 'x' }, properties: [{ id: 'links', value: ['y'] }] }],
    },
  };
  assert.deepEqual(unsupported(panel), [
    '"A": options.zoom',
    '"A": transformations[].id: "pivot"',
    '"A": unit: "furlong"',
    '"A": custom.drawStyle: "points"',
    '"A": id: "byValue"',
    '"A": links[]',
  ]);
  assert.deepEqual(
    unsupported({ type: 'row', title: 'R', gridPos, panels: [{ type: 'pie', title: 'P', gridPos }] }),
    ['"P": type pie'],
  );
});

test('names from a log cannot be markup', async () => {
  const panel: PanelJson = {
    ...{ type: 'timeseries', title: '<b>', gridPos, options },
    targets: [{ refId: 'A', expr: 'x', range: true, instant: false, legendFormat: '{{user}}' }],
  };
  const dashboard = {
    title: '<i>',
    time: { from: 'now-1h', to: 'now' },
    panels: [panel],
    templating: { list: [] },
  };
  const user = '<img src=x onerror="alert(1)">';
  const source: Source = { ...empty, range: async () => [{ labels: { user }, points: new Map([[now, 1]]) }] };
  const page = await dashboardPage(dashboard, { source, now, scrape: 15, scripts });
  assert.doesNotMatch(page, /<img|<b>|<i>/);
  assert.ok(page.includes('&#60;img src=x onerror=&#34;alert(1)&#34;&#62;'));
});
