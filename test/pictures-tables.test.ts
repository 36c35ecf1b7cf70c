import assert from 'node:assert/strict';
import { test } from 'node:test';
import { columnWidths } from '../scripts/pictures/draw/column-widths.js';
import { type Frame, tableFrame } from '../scripts/pictures/frame/table-frame.js';
import { transform } from '../scripts/pictures/frame/transform.js';

const target = (refId: string) => ({ refId, expr: 'x', instant: true, format: 'table' });
const answer = (refId: string, rows: Readonly<Record<string, number>>) => ({
  target: target(refId),
  times: [60],
  series: Object.entries(rows).map(([user, value]) => ({ labels: { user }, values: [value] })),
});

/** Heads and rows, as they are shown. */
function shown(frame: Frame): unknown[][] {
  const rows = (frame[0]?.cells ?? []).map((_, row) => frame.map(({ cells }) => cells[row]));
  return [frame.map(({ head }) => head), ...rows];
}

test('an answer is a table of the time, its labels and the value', () => {
  assert.deepEqual(shown(tableFrame(answer('A', { eve: 3 }), true)), [
    ['Time', 'user', 'Value'],
    [60_000, 'eve', 3],
  ]);
});

test('a label that a series does not have is an empty text', () => {
  const series = [
    { labels: { user: 'eve' }, values: [1] },
    { labels: { event: 'seal' }, values: [2] },
  ];
  assert.deepEqual(shown(tableFrame({ target: target('A'), times: [0], series }, true)), [
    ['Time', 'event', 'user', 'Value'],
    [0, '', 'eve', 1],
    [0, 'seal', '', 2],
  ]);
});

test('merge, filter, organize and sort do what Grafana does', () => {
  const frames = [
    tableFrame(answer('A', { eve: 3, bob: 9 }), false),
    tableFrame(answer('B', { eve: 5, mallory: 1 }), false),
  ];
  const [frame] = transform(frames, [
    { id: 'merge', options: {} },
    { id: 'filterFieldsByName', options: { include: { names: ['user', 'Value #A', 'Value #B'] } } },
    {
      id: 'organize',
      options: {
        excludeByName: {},
        indexByName: { 'Value #B': 0, user: 1, 'Value #A': 2 },
        renameByName: { 'Value #B': 'In a row', 'Value #A': 'Denied' },
      },
    },
    { id: 'sortBy', options: { sort: [{ field: 'Denied', desc: true }] } },
  ]);
  assert.deepEqual(shown(frame!), [
    ['In a row', 'user', 'Denied'],
    [null, 'bob', 9],
    [5, 'eve', 3],
    [1, 'mallory', null],
  ]);
});

test('rows of one frame that agree in everything but their value stay two rows', () => {
  const series = [1, 2].map((value) => ({ labels: { user: 'eve' }, values: [value] }));
  const frames = [
    tableFrame({ target: target('A'), times: [0], series }, false),
    tableFrame(answer('B', { bob: 1 }), false),
  ];
  const [frame] = transform(frames, [{ id: 'merge', options: {} }]);
  assert.equal(frame![0]!.cells.length, 3);
});

test('a transformation that is not known is refused', () => {
  assert.throws(() => transform([], [{ id: 'labelsToFields', options: {} }]), /labelsToFields/);
});

test('columns share the width, but none is narrower than its least width', () => {
  const custom = (...all: Record<string, unknown>[]) => all.map((one) => ({ custom: one }));
  assert.deepEqual(columnWidths(custom({}, {}), 600), [300, 300]);
  assert.deepEqual(columnWidths(custom({ width: 80 }, {}, {}), 600), [80, 260, 260]);
  assert.deepEqual(columnWidths(custom({}, {}, {}), 300), [150, 150, 150]);
  assert.deepEqual(columnWidths(custom({ minWidth: 200 }, { minWidth: 50 }), 300), [200, 100]);
});
