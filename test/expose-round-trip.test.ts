import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { escapeLabelValue } from '../src/base/label-text.js';
import { type Format, openMetricsFormat, textFormat } from '../src/expose/format.js';
import { renderText } from '../src/expose/render-text.js';
import type { Exemplar, Family } from '../src/series/family.js';
import { requireTool, runTool } from './support/debian.js';
import { counterFamily, gaugeFamily, histogramFamily } from './support/families.js';
import { type ParsedSample, parseExposition } from './support/parse-exposition.js';

/** What an attacker may put into a log: everything a string can hold, and what the formats treat specially. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '\n', '\r', '\0', 'n', '{', '}', ',', '=', '#', ' ', '\u2028'),
  }),
  fc.string({ unit: fc.constantFrom('\ud800', '\udfff', 'a', '"', '\\') }),
);
const value = fc.oneof(fc.double(), fc.maxSafeNat(), fc.constantFrom(0, 1, 2 ** 53, Number.NaN, -0.5));
const id = fc.string({ unit: 'binary', maxLength: 160 });

const render = (families: Iterable<Family>, format: Format) => [...renderText(families, format)].join('');
/** What a text is after its way as UTF-8, where a lone surrogate has no place. */
const asUtf8 = (text: string) => Buffer.from(text).toString();
const labelsOf = (text: string) => `source="vault",user="${escapeLabelValue(text)}"`;

const series = fc.uniqueArray(fc.record({ user: hostile, value, id, timestamp: fc.option(fc.nat()) }), {
  selector: ({ user }) => asUtf8(user),
});

function exemplarOf(one: { id: string; timestamp: number | null }): Exemplar {
  const labels = `id="${escapeLabelValue(one.id)}"`;
  return { labels, value: 1, ...(one.timestamp === null ? {} : { timestamp: one.timestamp }) };
}

function assertSame(samples: readonly ParsedSample[], expected: readonly { user: string; value: number }[]) {
  assert.deepEqual(
    samples.map((sample) => [sample.labels.get('user'), sample.value]),
    expected.map((one) => [asUtf8(one.user), one.value === 0 ? 0 : one.value]),
  );
}

for (const format of [textFormat, openMetricsFormat]) {
  const openMetrics = format === openMetricsFormat;

  test(`${format.name}: any series reads back as it was written`, () => {
    fc.assert(
      fc.property(series, hostile, (all, help) => {
        const plain = all.map((one) => ({
          labels: labelsOf(one.user),
          value: one.value,
          exemplar: exemplarOf(one),
        }));
        const text = render([counterFamily('a_total', plain, help), gaugeFamily('b', plain)], format);
        const parsed = parseExposition(Buffer.from(text).toString(), format.name);
        const counter = parsed.get(openMetrics ? 'a' : 'a_total')!;
        assertSame(counter.samples, all);
        assertSame(parsed.get('b')!.samples, all);
        assert.equal(counter.help ?? '', asUtf8(help));
        for (const [index, one] of all.entries()) {
          const fits = openMetrics && [...one.id].length <= 126 && !one.id.includes('\0');
          const exemplar = counter.samples[index]?.exemplar;
          assert.equal(exemplar?.labels.get('id'), fits ? asUtf8(one.id) : undefined);
          assert.equal(exemplar?.timestamp, fits ? (one.timestamp ?? undefined) : undefined);
        }
      }),
    );
  });

  test(`${format.name}: any histogram reads back cumulated`, () => {
    const bounds = fc.uniqueArray(fc.double({ noNaN: true, noDefaultInfinity: true }), { selector: String });
    const histogram = bounds.chain((unsorted) =>
      fc.record({
        buckets: fc.constant(unsorted.map((bound) => bound + 0).sort((a, b) => a - b)),
        counts: fc.array(fc.nat(), { minLength: unsorted.length + 1, maxLength: unsorted.length + 1 }),
        sum: value,
        user: hostile,
      }),
    );
    fc.assert(
      fc.property(histogram, ({ buckets, counts, sum, user }) => {
        const family = histogramFamily('h', buckets, [{ labels: labelsOf(user), counts, sum }]);
        const { samples } = parseExposition(render([family], format), format.name).get('h')!;
        assert.ok(samples.every((sample) => sample.labels.get('user') === asUtf8(user)));
        let total = 0;
        const expected = counts.map((count) => (total += count));
        assert.deepEqual(
          samples.map((sample) => sample.value),
          [...expected, sum === 0 ? 0 : sum, total],
        );
        assert.deepEqual(
          samples.slice(0, buckets.length).map((sample) => Number(sample.labels.get('le'))),
          buckets,
        );
      }),
    );
  });
}

const users = [...fc.sample(hostile, 300), '"', '\\', '\n', '\0', '\ud800', '\\n', '"} 1', ''];
const everything = (): readonly Family[] => {
  const plain = [...new Set(users.map(asUtf8))].map((user) => ({
    labels: labelsOf(user),
    value: 1,
    exemplar: { labels: `id="${escapeLabelValue(user)}"`, value: 0.5, timestamp: 1_700_000_000.123 },
  }));
  const buckets = [
    { labels: 'source="a"', counts: [1, 2, 3, 4, 5], sum: 12, exemplars: plain.map((one) => one.exemplar) },
    { labels: '', counts: [0, 0, 0, 0, 0], sum: 0 },
  ];
  return [
    counterFamily('audit_denied_total', plain, 'Denied "calls" with \\ and\nlines, \0 and \ud800.'),
    counterFamily('audit_seconds_total', [{ labels: '', value: 1.5 }]),
    gaugeFamily('audit_denied_streak', [{ labels: '', value: Number.NaN }]),
    histogramFamily('audit_request_duration_seconds', [1e-9, 0.5, 1, 1e6], buckets),
    gaugeFamily('audit_idle', []),
  ];
};

test('promtool reads text 0.0.4 and finds nothing to criticise', async (t) => {
  if (!requireTool(t, 'promtool', 'prometheus')) return;
  const result = await runTool('promtool', ['check', 'metrics'], render(everything(), textFormat));
  assert.deepEqual(result, { status: 0, stdout: '', stderr: '' });
});

test('the OpenMetrics reader of Prometheus takes everything', async (t) => {
  if (!requireTool(t, 'promtool', 'prometheus')) return;
  const directory = await mkdtemp(join(tmpdir(), 'openmetrics-'));
  t.after(() => rm(directory, { recursive: true }));
  // The only command that reads OpenMetrics imports history, and so wants a time with every sample.
  const sample = /^(\w+(?:\{(?:\w+="(?:[^"\\]|\\.)*",?)*\})? \S+)(?= #|$)/s;
  const lines = render(everything(), openMetricsFormat).split('\n');
  const timed = lines.map((line) => line.replace(sample, '$1 1700000000'));
  assert.equal(timed.filter((line, index) => line !== lines[index]).length, countSamples(lines));
  await writeFile(join(directory, 'metrics'), timed.join('\n'));
  const command = ['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', 'metrics', 'data'];
  const { status, stderr } = await runTool('promtool', command, '', directory);
  assert.deepEqual({ status, stderr }, { status: 0, stderr: '' });
});

function countSamples(lines: readonly string[]): number {
  return lines.filter((line) => line !== '' && !line.startsWith('#')).length;
}
