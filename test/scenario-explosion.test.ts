import assert from 'node:assert/strict';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { startExporter } from './support/exporter-process.js';
import { parseExposition } from './support/parse-exposition.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const VALUES = 1_000_000;
const LIMIT = 1_000;

const config = `
state: { directory: ./state, interval: 1s }
sources: { app: { files: ./app.log, format: json, poll_interval: 50ms } }
metrics: [{ name: audit_x_total, labels: { user: user, path: path }, limit: ${LIMIT} }]
`;

/** Each value is new, as of somebody who wants to fill our memory. */
function* explosion(): Generator<string> {
  for (let from = 0; from < VALUES; from += 5_000) {
    const lines = Array.from(
      { length: 5_000 },
      (_, i) => `{"user":"user-${from + i}","path":"p-${from + i}"}\n`,
    );
    yield lines.join('');
  }
}

test('scenario 23: label explosion, 1e6 values: bounded memory, an overflow series, a count of overflowed events', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), config);
  await pipeline(Readable.from(explosion()), createWriteStream(join(cwd, 'app.log')));
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  const event = `auditlog_exporter_lines_total{source="app",result="event"} ${VALUES}\n`;
  const families = parseExposition(await exporter.scrapeUntil((text) => text.includes(event)), 'text-0.0.4');
  const { samples } = families.get('audit_x_total')!;
  assert.equal(samples.length, LIMIT + 1);
  assert.deepEqual(
    samples.filter(({ labels }) => labels.get('user') === '__other__').map(({ value }) => value),
    [VALUES - LIMIT],
  );
  const ownValue = (name: string) => families.get(`auditlog_exporter_${name}`)!.samples[0]!.value;
  assert.deepEqual([ownValue('overflow_total'), ownValue('series')], [VALUES - LIMIT, LIMIT + 1]);
  const peak = peakMebibytes(exporter.process.pid!);
  if (peak === undefined) return t.diagnostic('this system does not tell the peak of the memory');
  t.diagnostic(`at most ${peak.toFixed(0)} MiB resident`);
  assert.ok(peak < 200, `${peak} MiB`);
});

/** Most memory that the process ever had, in MiB. */
function peakMebibytes(pid: number): number | undefined {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
  } catch {
    return undefined;
  }
}
