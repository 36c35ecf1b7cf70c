import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FieldConfig, PanelJson } from '../scripts/pictures/model/dashboard-json.js';
import { reduce } from '../scripts/pictures/value/calcs.js';
import { between, blend } from '../scripts/pictures/value/colors.js';
import { display } from '../scripts/pictures/value/display.js';
import { fieldConfigOf } from '../scripts/pictures/value/field-config.js';
import { thresholdColor } from '../scripts/pictures/value/thresholds.js';

const steps = [
  { value: null, color: 'green' },
  { value: 10, color: '#ff0000' },
];

test('a threshold colours from its value on', () => {
  const colors = [undefined, -5, 9.99, 10, 1e9].map((value) => thresholdColor(steps, value));
  assert.deepEqual(colors, ['#73bf69', '#73bf69', '#73bf69', '#ff0000', '#ff0000']);
});

test('calculations leave out what is missing', () => {
  const values = [null, 3, Number.NaN, 5, null];
  const results = ['lastNotNull', 'firstNotNull', 'min', 'max', 'sum', 'mean'].map((calc) =>
    reduce(calc, values),
  );
  assert.deepEqual(results, [5, 3, 3, 5, 8, 4]);
  assert.equal(reduce('sum', [null]), undefined);
  assert.throws(() => reduce('median', values), /median/);
});

test('mappings come before units, and noValue stands for whatever has no text', () => {
  const config: FieldConfig = {
    unit: 'short',
    noValue: 'nothing',
    thresholds: { steps },
    mappings: [
      { type: 'value', options: { 0: { text: 'off', color: 'blue' } } },
      { type: 'special', options: { match: 'nan', result: { text: 'not a number' } } },
    ],
  };
  const texts = [0, 12, Number.NaN, null, '', 'text'].map((value) => display(value, config).text);
  assert.deepEqual(texts, ['off', '12', 'not a number', 'nothing', 'nothing', 'text']);
  assert.equal(display(0, config).color, '#5794f2');
  assert.equal(display(12, config).color, '#ff0000');
});

test('overrides are applied in their order to the fields that they name', () => {
  const panel: PanelJson = {
    type: 'table',
    title: '',
    gridPos: { x: 0, y: 0, w: 1, h: 1 },
    fieldConfig: {
      defaults: { unit: 'short', custom: { align: 'auto' } },
      overrides: [
        { matcher: { id: 'byRegexp', options: '/^T/' }, properties: [{ id: 'unit', value: 's' }] },
        { matcher: { id: 'byName', options: 'Time' }, properties: [{ id: 'custom.width', value: 80 }] },
        { matcher: { id: 'byFrameRefID', options: 'B' }, properties: [{ id: 'unit', value: 'bytes' }] },
        { matcher: { id: 'byType', options: 'string' }, properties: [{ id: 'noValue', value: '–' }] },
      ],
    },
  };
  assert.deepEqual(fieldConfigOf(panel, { name: 'Time', refId: 'A', type: 'number' }), {
    unit: 's',
    custom: { align: 'auto', width: 80 },
  });
  assert.equal(fieldConfigOf(panel, { name: 'Time', refId: 'B', type: 'number' }).unit, 'bytes');
  assert.equal(fieldConfigOf(panel, { name: 'user', refId: 'A', type: 'string' }).noValue, '–');
});

test('colours are mixed channel by channel', () => {
  assert.equal(blend('#ffffff', '#000000', 0.5), '#808080');
  assert.equal(blend('transparent', '#123456', 0.5), '#123456');
  assert.deepEqual(
    [0, 0.25, 0.5, 1, 2].map((share) => between(['#000000', '#0000ff', '#ffffff'], share)),
    ['#000000', '#000080', '#0000ff', '#ffffff', '#ffffff'],
  );
});
