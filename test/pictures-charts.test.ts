import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buckets } from '../scripts/pictures/draw/buckets.js';
import { layers } from '../scripts/pictures/draw/layers.js';
import { spans } from '../scripts/pictures/draw/spans.js';
import { ticks, timeTicks } from '../scripts/pictures/draw/ticks.js';
import { valueAxis } from '../scripts/pictures/draw/value-axis.js';
import type { NamedSeries } from '../scripts/pictures/frame/named-series.js';

const times = [0, 60, 120];
const series = (values: (number | null)[], custom: Record<string, unknown>): NamedSeries => ({
  name: 'x',
  times,
  values,
  config: { custom },
});
const stacking = { group: 'A', mode: 'normal' };

test('stacked lines are sums from below, filled down to the one below', () => {
  const custom = { drawStyle: 'line', stacking, fillOpacity: 50 };
  const all = [series([1, null, null], custom), series([2, 5, null], custom)];
  const { series: drawn, bands } = layers(all, ['#111111', '#222222']);
  assert.deepEqual(
    drawn.map(({ values }) => values),
    [
      [1, 0, null],
      [3, 5, null],
    ],
  );
  assert.deepEqual(
    bands.map(({ upper, lower }) => [upper, lower]),
    [[1, 0]],
  );
});

test('stacked bars: the highest is drawn first and lets nothing through, what is zero is not drawn', () => {
  const custom = { drawStyle: 'bars', stacking, fillOpacity: 80 };
  const all = [series([1, 0, null], custom), series([2, 5, null], custom)];
  const { series: drawn } = layers(all, ['#ff0000', '#00ff00']);
  assert.deepEqual(
    drawn.map(({ values }) => values),
    [
      [3, 5, null],
      [1, null, null],
    ],
  );
  assert.deepEqual(
    drawn.map(({ fill }) => fill?.length),
    [7, 7],
  );
});

test('without stacking each series stays as it is', () => {
  const all = [series([1, null, 3], { drawStyle: 'line', fillOpacity: 0 }), series([5, 5, 5], {})];
  const { series: drawn, bands } = layers(all, ['#111111', '#222222']);
  assert.deepEqual(
    drawn.map(({ values }) => values),
    [
      [1, null, 3],
      [5, 5, 5],
    ],
  );
  assert.deepEqual([bands, drawn[0]!.fill], [[], undefined]);
});

test('an axis has round ticks, also where nothing happens', () => {
  const texts = (values: number[], config: object, height = 160) =>
    valueAxis(values, { custom: { axisSoftMin: 0 }, ...config }, height).ticks.map(({ text }) => text);
  assert.deepEqual(texts([3, 8.2], { unit: 'cps' }), ['0 c/s', '2.5 c/s', '5 c/s', '7.5 c/s', '10 c/s']);
  assert.deepEqual(texts([0, 0], { unit: 'short', decimals: 0 }), ['0', '1', '2']);
  assert.deepEqual(texts([100 * 1024], { unit: 'bytes' }), ['0 B', '32 KiB', '64 KiB', '96 KiB', '128 KiB']);
  assert.deepEqual(texts([0.2], { unit: 'percentunit', max: 1 }), ['0%', '25%', '50%', '75%', '100%']);
});

test('the soft greatest value is shown at least', () => {
  const { high } = valueAxis([1], { custom: { axisSoftMin: 0, axisSoftMax: 20 } }, 160);
  assert.ok(high >= 20);
});

test('ticks are what they seem, without what binary fractions add', () => {
  assert.deepEqual(ticks(0, 0.3, 3), [0, 0.1, 0.2, 0.3]);
  assert.deepEqual(ticks(0, 3, 10, { whole: true }), [0, 1, 2, 3]);
});

test('hours are written in UTC, as many as there is room for', () => {
  const from = Date.parse('2026-11-19T10:00:07Z') / 1000;
  const texts = (width: number) => timeTicks(from, from + 6 * 3600, width).map(({ text }) => text);
  assert.deepEqual(texts(500), ['11:00', '12:00', '13:00', '14:00', '15:00', '16:00']);
  assert.deepEqual(texts(250), ['12:00', '14:00', '16:00']);
});

test('a value stands until the next step, or as long as it stays the same', () => {
  const values = [1, 1, null, 1, 2, 2];
  const seconds = [0, 60, 120, 180, 240, 300];
  const shown = (merged: boolean) =>
    spans({ times: seconds, values }, merged).map(({ from, to, value }) => [from, to, value]);
  assert.deepEqual(shown(true), [
    [0, 120, 1],
    [180, 240, 1],
    [240, 300, 2],
  ]);
  assert.equal(shown(false).length, 5);
});

test('the buckets of a heatmap are in the order of their bounds, each without those below it', () => {
  const bucket = (le: string, values: (number | null)[]) => ({ labels: { le }, values });
  const answer = {
    target: { refId: 'A', expr: 'x' },
    times: [0, 60],
    series: [bucket('+Inf', [9, 4]), bucket('0.5', [2, null]), bucket('10', [7, 4])],
  };
  assert.deepEqual(buckets([answer]), [
    { le: 0.5, values: [2, null] },
    { le: 10, values: [5, 4] },
    { le: Number.POSITIVE_INFINITY, values: [2, 0] },
  ]);
});
