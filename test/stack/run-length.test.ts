import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SeriesRecorder } from './series-recorder.js';

test('a recording in the notation of promtool: what repeats, what is not there yet, what is gone', () => {
  const recorder = new SeriesRecorder(1_000_000, (metric) => metric !== 'left_out_total');
  recorder.take('# HELP a_total Help.\na_total{x="1 }"} 0\nleft_out_total 5\n');
  recorder.take('a_total{x="1 }"} 3\nb_timestamp_seconds 1002.5\n');
  recorder.take('a_total{x="1 }"} 3\n');
  recorder.take('a_total{x="1 }"} +Inf\n');
  const target = 'instance="exporter:10105",job="auditlog"';
  assert.deepEqual(
    [...recorder.inputSeries()].map(({ series, values }) => [series, values]),
    [
      [`up{${target}}`, '1x3'],
      [`a_total{x="1 }",${target}}`, '0 3x1 Inf'],
      [`b_timestamp_seconds{${target}}`, '_x1 2.5 stale _x1'],
    ],
  );
});
