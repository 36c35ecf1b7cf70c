import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dashboards, type GrafanaPanel, panelsOf } from './support/grafana-json.js';

const all = dashboards.map((dashboard) => [dashboard.uid, dashboard] as const);

test('the dashboards are those that the project promises, under addresses that stay', () => {
  assert.deepEqual(all.map(([uid]) => uid).sort(), [
    'auditlog-conjur',
    'auditlog-exporter',
    'auditlog-overview',
    'auditlog-runbooks',
    'auditlog-vault',
  ]);
});

test('a dashboard can be uploaded as it is', () => {
  for (const [uid, dashboard] of all) {
    // An id belongs to one Grafana; inputs are asked for by grafana.com only, and stay open when provisioned.
    for (const key of ['id', '__inputs', '__requires', 'iteration', 'version'])
      assert.ok(!(key in dashboard), `${uid}: ${key}`);
    assert.ok(dashboard.schemaVersion >= 42, uid);
    assert.deepEqual(dashboard['tags'], ['auditlog-exporter'], uid);
    assert.equal(dashboard['timezone'], 'browser', uid);
    assert.equal(dashboard['refresh'], '30s', uid);
    assert.equal(dashboard['graphTooltip'], 1, uid);
    assert.deepEqual(dashboard['annotations'], { list: [] }, uid);
    assert.doesNotMatch(JSON.stringify(dashboard), /\$\{DS_|undefined|localhost|NaN/, uid);
  }
});

test('what is chosen: data source, job, instance, source and system', () => {
  for (const [uid, { templating }] of all) {
    const names = templating.list.map(({ name }) => name);
    const expected = {
      'auditlog-runbooks': [],
      'auditlog-exporter': ['datasource', 'job', 'instance', 'source'],
    }[uid] ?? ['datasource', 'job', 'instance', 'source', 'system'];
    assert.deepEqual(names, expected, uid);
  }
});

test('panels have numbers and titles of their own', () => {
  for (const [uid, dashboard] of all) {
    const ids = [...dashboard.panels, ...dashboard.panels.flatMap(({ panels = [] }) => panels)].map(
      ({ id }) => id,
    );
    assert.equal(new Set(ids).size, ids.length, uid);
    const titles = panelsOf(dashboard).map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title, index) => titles.indexOf(title) !== index),
      [],
      uid,
    );
  }
});

test('panels fill 24 columns, none over another and no gap between them', () => {
  for (const [uid, { panels }] of all) {
    assertFilled(uid, panels, 0);
    for (const row of panels.filter((panel) => (panel.panels ?? []).length > 0))
      assertFilled(`${uid}, ${row.title}`, row.panels!, row.gridPos.y + 1);
  }
});

/** Grafana numbers cells from the top of the dashboard, those in a folded row from below it. */
function assertFilled(place: string, panels: readonly GrafanaPanel[], top: number): void {
  const cells = new Map<string, number>();
  for (const { id, gridPos, title } of panels) {
    assert.ok(gridPos.x >= 0 && gridPos.x + gridPos.w <= 24, `${place}: ${title}`);
    for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1) {
      for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
        const taken = cells.get(`${x},${y}`);
        assert.equal(taken, undefined, `${place}: ${title} lies over panel ${taken}`);
        cells.set(`${x},${y}`, id);
      }
    }
  }
  const bottom = Math.max(...panels.map(({ gridPos }) => gridPos.y + gridPos.h));
  assert.equal(cells.size, 24 * (bottom - top), `${place} has gaps`);
}

test('a panel without an answer says what that means', () => {
  for (const [uid, dashboard] of all) {
    for (const panel of panelsOf(dashboard).filter(({ type }) => type !== 'text')) {
      assert.ok((panel.fieldConfig?.defaults.noValue ?? '').length > 3, `${uid}: ${panel.title}`);
    }
  }
});

test('numbers at a glance have a colour that means something, or none', () => {
  for (const [uid, dashboard] of all) {
    for (const panel of panelsOf(dashboard).filter(({ type }) => type === 'stat')) {
      const steps = panel.fieldConfig!.defaults.thresholds!.steps;
      assert.equal(steps[0]!.value, null, `${uid}: ${panel.title}`);
      const values = steps.slice(1).map(({ value }) => value!);
      assert.deepEqual(
        values,
        values.toSorted((a, b) => a - b),
        `${uid}: ${panel.title}`,
      );
      const expected = steps.length > 1 ? 'background' : 'value';
      assert.equal(panel.options?.['colorMode'], expected, `${uid}: ${panel.title}`);
    }
  }
});

test('panels that are asked once do not go by the steps of a graph, and the other way round', () => {
  for (const [uid, dashboard] of all) {
    for (const { title, type, targets = [] } of panelsOf(dashboard)) {
      for (const { expr, instant, format } of targets) {
        const place = `${uid}: ${title}`;
        // A range that does not move with the steps is the same in each of them.
        const perRange = expr.replaceAll(/\[\$__range\] @ end\(\)/g, '').includes('[$__range]');
        if (perRange) assert.equal(instant, true, place);
        if (type === 'table') assert.deepEqual([instant, format], [true, 'table'], place);
        if (type === 'timeseries' || type === 'heatmap' || type === 'state-timeline')
          assert.equal(instant, false, place);
      }
    }
  }
});

test('panels with the times of events show exemplars, once', () => {
  const panels = dashboards
    .flatMap(panelsOf)
    .filter(({ type }) => type === 'timeseries' || type === 'heatmap')
    .map(({ targets = [] }) =>
      targets.filter(({ expr }) => expr.includes('audit_request_duration_seconds_bucket')),
    )
    .filter((targets) => targets.length > 0);
  assert.ok(panels.length >= 4);
  for (const targets of panels) assert.equal(targets.filter(({ exemplar }) => exemplar).length, 1);
});
