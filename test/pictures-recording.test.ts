import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { foundLabels } from '../scripts/pictures/stage/found-labels.js';
import { OpenMetricsFile } from '../scripts/pictures/stage/open-metrics-file.js';
import { wantedMetrics } from '../scripts/pictures/stage/wanted-metrics.js';
import { temporaryDirectory } from './support/temporary-directory.js';

test('a scrape becomes samples with the labels of its target and its time', (t) => {
  const path = join(temporaryDirectory(t), 'day.om');
  const file = new OpenMetricsFile(path, 'instance="a:1",job="j"', (metric) => metric !== 'other_total');
  file.take('# HELP x_total y\nx_total{user="e } ve 1"} 3\nother_total 1\nplain 2.5\n', 60);
  file.add('up{job="j"}', '1', 60);
  file.end();
  assert.equal(
    readFileSync(path, 'utf8'),
    'x_total{user="e } ve 1",instance="a:1",job="j"} 3 60\nplain{instance="a:1",job="j"} 2.5 60\nup{job="j"} 1 60\n# EOF\n',
  );
});

test('what promtool found is read, whatever stands in the labels', () => {
  const output = `
    expr: "ALERTS", time: 16h,
        exp: nil
        got: {__name__="ALERTS", alertname="A", user="x\\"}, {"} 1E+00, {__name__="ALERTS", alertname="B"} 1E+00
`;
  assert.deepEqual(foundLabels(output), ['{alertname="A",user="x\\"}, {"}', '{alertname="B"}']);
  assert.equal(foundLabels('no such file'), undefined);
});

test('every metric that a panel names is recorded, also those of folded rows', () => {
  const panel = (expr: string) => ({
    ...{ type: 'stat', title: '', gridPos: { x: 0, y: 0, w: 1, h: 1 } },
    targets: [{ refId: 'A', expr }],
  });
  const row = { ...panel('c'), targets: [], type: 'row', panels: [panel('sum(c_bucket{job=~"$job"})')] };
  const dashboard = {
    title: '',
    time: { from: 'now-1h', to: 'now' },
    templating: { list: [{ name: 'job', type: 'query' }] },
    panels: [panel('rate(a_total{job=~"$job"}[$__range]) / b'), row],
  };
  assert.deepEqual([...wantedMetrics([dashboard])], ['a_total', 'b', 'c_bucket']);
});
