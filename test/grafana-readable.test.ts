import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dashboards, type GrafanaPanel, panelsOf } from './support/grafana-json.js';

/** Pixels of one of 24 columns, where the window has 1400. */
const columnPixels = 1384 / 24;
/** What a panel has beside what it shows. */
const padding = 24;

const panels = dashboards.flatMap((dashboard) =>
  panelsOf(dashboard).map((panel) => ({ place: `${dashboard.uid}: ${panel.title}`, panel })),
);

function ofType(type: string): typeof panels {
  const found = panels.filter(({ panel }) => panel.type === type);
  assert.ok(found.length > 1, type);
  return found;
}

function custom(panel: GrafanaPanel): Readonly<Record<string, unknown>> {
  return panel.fieldConfig?.defaults.custom ?? {};
}

const graphs = ofType('timeseries');
const bars = graphs.filter(({ panel }) => custom(panel)['drawStyle'] === 'bars');

test('the words for an empty table are not in its empty cells', () => {
  for (const { place, panel } of ofType('table')) {
    const overrides = panel.fieldConfig!.overrides.filter(({ properties }) =>
      properties.some(({ id }) => id === 'noValue'),
    );
    const expected = [
      { matcher: { id: 'byRegexp', options: '.*' }, properties: [{ id: 'noValue', value: '–' }] },
    ];
    assert.deepEqual(overrides, expected, place);
  }
});

test('every column of a table is in sight', () => {
  for (const { place, panel } of ofType('table')) {
    const organize = panel.transformations!.find(({ id }) => id === 'organize')!.options;
    const heads = Object.values(organize['renameByName'] as Record<string, string>);
    const least = custom(panel)['minWidth'] as number;
    const widths = heads.map((head) => {
      const own = panel.fieldConfig!.overrides.filter(
        ({ matcher }) => matcher.id === 'byName' && matcher.options === head,
      );
      const width = own.flatMap(({ properties }) => properties).find(({ id }) => id === 'custom.width');
      return width?.value as number | undefined;
    });
    const room =
      panel.gridPos.w * columnPixels - padding - widths.reduce<number>((sum, one) => sum + (one ?? 0), 0);
    const others = widths.filter((one) => one === undefined).length;
    assert.ok(others > 0, `${place}: nothing takes the rest`);
    // A hundred pixels have about fourteen letters.
    assert.ok(room / others >= Math.max(least, 100), `${place}: ${Math.round(room / others)} pixels`);
  }
});

test('bars are stacked: one does not hide the other', () => {
  assert.ok(bars.length > 20);
  for (const { place, panel } of bars)
    assert.deepEqual(custom(panel)['stacking'], { group: 'A', mode: 'normal' }, place);
});

test('a stacked area can be seen where it is thin', () => {
  const stacked = graphs.filter(
    ({ panel }) => (custom(panel)['stacking'] as { mode?: string } | undefined)?.mode === 'normal',
  );
  for (const { place, panel } of stacked) assert.ok((custom(panel)['fillOpacity'] as number) >= 30, place);
});

test('counts are whole, with all of their digits', () => {
  for (const { place, panel } of panels.filter((one) => one.panel.type !== 'text')) {
    const { unit, decimals } = panel.fieldConfig!.defaults;
    assert.notEqual(unit, 'short', place);
    // Other units write 5,401 s as "2 hour" and 1,499 as "1 K" when they have no decimals.
    assert.equal(decimals === 0, unit === 'locale', place);
  }
});

test('the title of a number fits above it', () => {
  for (const { place, panel } of ofType('stat')) {
    const letters = Math.floor(6.5 * panel.gridPos.w);
    assert.ok(panel.title.length <= letters, `${place}: more than ${letters} letters`);
  }
});

test('the numbers at a glance are two lines, above everything else', () => {
  for (const { uid, panels: all } of dashboards.filter(({ uid }) => uid !== 'auditlog-runbooks')) {
    const first = all.findIndex(({ type }) => type !== 'stat');
    const glance = all.slice(0, first);
    assert.ok(glance.length >= 12, uid);
    const bottom = Math.max(...glance.map(({ gridPos }) => gridPos.y + gridPos.h));
    assert.ok(bottom <= 6, uid);
    assert.ok(
      all.slice(first).every(({ gridPos }) => gridPos.y >= bottom),
      uid,
    );
  }
});

test('a legend is beside a wide graph, and below a narrow one without numbers', () => {
  for (const { place, panel } of graphs) {
    const { placement, displayMode, calcs } = panel.options!['legend'] as Record<string, unknown>;
    if (panel.gridPos.w >= 12) assert.equal(placement, 'right', place);
    else assert.deepEqual([placement, displayMode, calcs], ['bottom', 'list', []], place);
  }
});

test('bars say how often, without a sum that differs from what tables say', () => {
  for (const { place, panel } of bars) {
    assert.deepEqual((panel.options!['legend'] as { calcs: string[] }).calcs, [], place);
    for (const { expr } of panel.targets!) assert.match(expr, /\* \$__interval_ms \/ 1000/, place);
  }
  for (const { place, panel } of panels) {
    // Windows that overlap count what lies in both of them twice.
    for (const { expr } of panel.targets ?? [])
      assert.doesNotMatch(expr, /increase\([^)]*\[\$__rate_interval\]/, place);
  }
});

test('everything that happened is on one page', () => {
  for (const { place, panel } of ofType('state-timeline'))
    assert.ok((panel.options!['perPage'] as number) >= 40, place);
});
