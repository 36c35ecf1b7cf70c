import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { runToEnd } from './support/exporter-process.js';
import { type ParsedFamily, parseExposition } from './support/parse-exposition.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const LINES = 300_000;
/** Of audit_denied_total in presets/vault-audit.yml. */
const LIMIT = 5_000;

/** Denied calls, each of a user of its own: what somebody who wants to fill our memory would do. */
function* deniedCalls(): Generator<string> {
  for (let from = 0; from < LINES; from += 1_000) {
    let text = '';
    for (let i = from; i < Math.min(from + 1_000, LINES); i += 1) {
      const auth = `{"display_name":"user-${i}","policies":["default"]}`;
      const request = `{"id":"${i}","operation":"read","path":"secret/data/${i}","mount_type":"kv"}`;
      text += `{"type":"response","error":"permission denied","auth":${auth},"request":${request}}\n`;
    }
    yield text;
  }
}

const perMetric = (family: ParsedFamily) =>
  new Map(family.samples.map(({ labels, value }) => [labels.get('metric')!, value]));

test('as many users as lines: sums stay right, series stay within their limits', async (t) => {
  const cwd = temporaryDirectory(t);
  await pipeline(Readable.from(deniedCalls()), createWriteStream(join(cwd, 'audit.log')));
  const { code, out, err } = await runToEnd(['replay', 'audit.log'], { cwd });
  assert.equal(code, 0, err);
  assert.match(err, new RegExp(`^audit \\(vault-audit\\): ${LINES} lines = ${LINES} event \\+ 0 ignored`));

  const families = parseExposition(out, 'text-0.0.4');
  const { samples } = families.get('audit_denied_total')!;
  assert.equal(samples.length, LIMIT + 1);
  assert.equal(
    samples.reduce((total, { value }) => total + value, 0),
    LINES,
  );
  const other = samples.filter(({ labels }) => labels.get('user') === '__other__');
  assert.deepEqual(
    other.map(({ value }) => value),
    [LINES - LIMIT],
  );
  assert.equal(
    perMetric(families.get('auditlog_exporter_overflow_total')!).get('audit_denied_total'),
    LINES - LIMIT,
  );

  const limits = perMetric(families.get('auditlog_exporter_series_limit')!);
  for (const [metric, series] of perMetric(families.get('auditlog_exporter_series')!)) {
    assert.ok(series <= limits.get(metric)! + 1, `${metric}: ${series}`);
  }
});
