import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counterFamily, gaugeFamily, histogramFamily } from '../../test/support/families.js';
import type { Family } from '../series/family.js';
import { openMetricsFormat, textFormat } from './format.js';
import { renderText } from './render-text.js';

const families: readonly Family[] = [
  histogramFamily(
    'audit_request_duration_seconds',
    [0.5, 1],
    [
      {
        labels: 'source="vault"',
        counts: [3, 0, 2],
        sum: 7.25,
        exemplars: [{ labels: 'id="a"', value: 0.2, timestamp: 1700000000.5 }, undefined, undefined],
      },
    ],
  ),
  counterFamily(
    'audit_events_total',
    [
      { labels: 'source="vault",outcome="denied"', value: 2, exemplar: { labels: 'id="b"', value: 1 } },
      { labels: '', value: 0 },
    ],
    'Calls "seen".\nOne per call.',
  ),
  gaugeFamily('audit_idle', []),
];
const render = (given: Iterable<Family>, format = textFormat) => [...renderText(given, format)].join('');

test('text 0.0.4', () => {
  assert.equal(
    render(families),
    `# HELP audit_events_total Calls "seen".\\nOne per call.
# TYPE audit_events_total counter
audit_events_total{source="vault",outcome="denied"} 2
audit_events_total 0
# HELP audit_idle Help.
# TYPE audit_idle gauge
# HELP audit_request_duration_seconds Help.
# TYPE audit_request_duration_seconds histogram
audit_request_duration_seconds_bucket{source="vault",le="0.5"} 3
audit_request_duration_seconds_bucket{source="vault",le="1.0"} 3
audit_request_duration_seconds_bucket{source="vault",le="+Inf"} 5
audit_request_duration_seconds_sum{source="vault"} 7.25
audit_request_duration_seconds_count{source="vault"} 5
`,
  );
});

test('OpenMetrics 1.0.0', () => {
  assert.equal(
    render(families, openMetricsFormat),
    `# TYPE audit_events counter
# HELP audit_events Calls \\"seen\\".\\nOne per call.
audit_events_total{source="vault",outcome="denied"} 2 # {id="b"} 1
audit_events_total 0
# TYPE audit_idle gauge
# HELP audit_idle Help.
# TYPE audit_request_duration_seconds histogram
# UNIT audit_request_duration_seconds seconds
# HELP audit_request_duration_seconds Help.
audit_request_duration_seconds_bucket{source="vault",le="0.5"} 3 # {id="a"} 0.2 1700000000.5
audit_request_duration_seconds_bucket{source="vault",le="1.0"} 3
audit_request_duration_seconds_bucket{source="vault",le="+Inf"} 5
audit_request_duration_seconds_sum{source="vault"} 7.25
audit_request_duration_seconds_count{source="vault"} 5
# EOF
`,
  );
});

test('a counter of seconds has its unit before _total', () => {
  assert.match(
    render([counterFamily('cpu_seconds_total', [])], openMetricsFormat),
    /^# TYPE cpu_seconds counter\n# UNIT cpu_seconds seconds\n/,
  );
});

test('a counter that cannot lose its suffix is of unknown type in OpenMetrics and shows no exemplar', () => {
  const series = [{ labels: '', value: 1, exemplar: { labels: 'id="x"', value: 1 } }];
  const text = render(
    [counterFamily('a', series, ''), counterFamily('b_total', series, ''), gaugeFamily('b', [], '')],
    openMetricsFormat,
  );
  assert.equal(text, '# TYPE a unknown\na 1\n# TYPE b gauge\n# TYPE b_total unknown\nb_total 1\n# EOF\n');
});

test('nothing to show', () => {
  assert.equal(render([]), '');
  assert.equal(render([], openMetricsFormat), '# EOF\n');
});

test('pieces are about 64 KiB, end with a line, and a series is never divided', () => {
  const count = 20_000;
  const series = Array.from({ length: count }, (_, i) => ({ labels: `id="${i}"`, counts: [1, 2], sum: i }));
  const pieces = [...renderText([histogramFamily('h', [1], series)], textFormat)];
  assert.ok(pieces.length > 10);
  for (const piece of pieces.slice(0, -1)) assert.ok(piece.length >= 65_536 && piece.length < 66_000);
  for (const piece of pieces) assert.match(piece, /\nh_count\{id="\d+"\} 3\n$/);
  assert.equal(pieces.join('').match(/^h_count/gm)?.length, count);
});

test('a histogram agrees with itself although events are counted between two pieces', () => {
  const series = Array.from({ length: 3000 }, (_, i) => ({ labels: `id="${i}"`, counts: [0, 0], sum: 0 }));
  const pieces = renderText([histogramFamily('h', [1], series)], textFormat);
  let text = '';
  let counted = 0;
  for (const piece of pieces) {
    text += piece;
    counted += 1;
    for (const one of series) one.counts[counted % 2]! += 1;
  }
  assert.ok(counted > 2);
  const infinite = [...text.matchAll(/le="\+Inf"\} (\d+)/g)].map((match) => match[1]);
  const counts = [...text.matchAll(/h_count\{.*\} (\d+)/g)].map((match) => match[1]);
  assert.deepEqual(infinite, counts);
  assert.equal(new Set(counts).size, counted);
});

test('a series born while rendering is shown', () => {
  const series = Array.from({ length: 5000 }, (_, i) => ({ labels: `id="${i}"`, value: i }));
  const family = gaugeFamily('g', series);
  const growing = {
    ...family,
    parts: [
      {
        ...family.parts[0]!,
        get size() {
          return series.length;
        },
      },
    ],
  };
  const pieces = renderText([growing], textFormat);
  const first = pieces.next().value;
  series.push({ labels: 'id="late"', value: 1 });
  assert.match(first + [...pieces].join(''), /\ng\{id="late"\} 1\n$/);
});
