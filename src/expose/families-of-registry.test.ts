import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry, Summary } from 'prom-client';
import { parseExposition } from '../../test/support/parse-exposition.js';
import { familiesOfRegistry } from './families-of-registry.js';
import { openMetricsFormat, textFormat } from './format.js';
import { renderText } from './render-text.js';

const render = async (registry: Registry, format = textFormat) =>
  [...renderText(await familiesOfRegistry(registry), format)].join('');

test('counters, gauges and histograms, with hostile label values', async () => {
  const registry = new Registry();
  const registers = [registry];
  new Counter({ name: 'c_total', help: 'C.', labelNames: ['a', 'b'], registers }).inc(
    { a: 'x"\n\\', b: 7 },
    3,
  );
  new Gauge({ name: 'g', help: 'G.', registers }).set(-0.5);
  const histogram = new Histogram({ name: 'h', help: 'H.', buckets: [1, 2], labelNames: ['a'], registers });
  for (const [a, value] of [
    ['x', 0.5],
    ['x', 1.5],
    ['x', 9],
    ['y', 2],
  ] as const)
    histogram.observe({ a }, value);
  assert.equal(
    await render(registry),
    `# HELP c_total C.
# TYPE c_total counter
c_total{a="x\\"\\n\\\\",b="7"} 3
# HELP g G.
# TYPE g gauge
g -0.5
# HELP h H.
# TYPE h histogram
h_bucket{a="x",le="1.0"} 1
h_bucket{a="x",le="2.0"} 2
h_bucket{a="x",le="+Inf"} 3
h_sum{a="x"} 11
h_count{a="x"} 3
h_bucket{a="y",le="1.0"} 0
h_bucket{a="y",le="2.0"} 1
h_bucket{a="y",le="+Inf"} 1
h_sum{a="y"} 2
h_count{a="y"} 1
`,
  );
});

test('summaries are left out', async () => {
  const registry = new Registry();
  new Summary({ name: 's', help: 'S.', registers: [registry] }).observe(1);
  assert.equal(await render(registry), '');
});

test('default labels of the registry are kept', async () => {
  const registry = new Registry();
  registry.setDefaultLabels({ zone: 'a' });
  new Gauge({ name: 'g', help: 'G.', registers: [registry] }).set(1);
  assert.match(await render(registry), /^g\{zone="a"\} 1$/m);
});

test('a scrape in OpenMetrics leaves the names of the next one in text as they were', async () => {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const parsed = parseExposition(await render(registry, openMetricsFormat), 'openmetrics-1.0.0');
  assert.equal(parsed.get('process_cpu_seconds')?.samples[0]?.name, 'process_cpu_seconds_total');
  assert.equal(parsed.get('process_cpu_seconds')?.unit, 'seconds');
  const after = parseExposition(await render(registry), 'text-0.0.4');
  assert.equal(after.get('process_cpu_seconds_total')?.type, 'counter');
  assert.ok(after.get('process_resident_memory_bytes')!.samples[0]!.value > 1e6);
  assert.equal(after.get('nodejs_gc_duration_seconds')?.type, 'histogram');
});
