import assert from 'node:assert/strict';
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { type RunningExporter, startExporter } from './support/exporter-process.js';
import { type ParsedFamily, parseExposition } from './support/parse-exposition.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const USERS = 50_000;
const OPEN = 1_000_000;
const CALLS = 2 * USERS;
const LINES = OPEN + 2 * CALLS;
/** Keys that a duration remembers. */
const REMEMBERED = 100_000;
/** An exporter that has read nothing takes some 40 MiB more with Node.js 24 than with 20. */
const MOST_MEBIBYTES = Number(process.versions.node.split('.')[0]) < 22 ? 150 : 200;

const config = `
state: { directory: ./state, interval: 1s }
sources: { audit: { files: ./audit.log, preset: vault-audit, poll_interval: 50ms } }
`;

/** Calls of every user, of a path and an address of its own each, and requests whose responses never come. */
function* flood(): Generator<string> {
  const start = Date.parse('2026-11-21T06:00:00Z');
  for (let from = 0; from < OPEN; from += 1_000) {
    let text = '';
    for (let i = from; i < from + 1_000; i += 1) {
      // All within the five minutes that a request waits for its response.
      const time = new Date(start + i / 4).toISOString();
      text += line('request', i, time);
      if (i >= CALLS) continue;
      text += line('request', OPEN + i, time);
      text += line('response', OPEN + i, time, i < USERS ? '"error":"permission denied",' : '');
    }
    yield text;
  }
}

function line(type: string, i: number, time: string, error = ''): string {
  const address = `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
  const request = `"id":"id-${i}","operation":"read","path":"secret/${i}","mount_type":"kv","namespace":{"id":"root"},"remote_address":"${address}"`;
  return `{"auth":{"display_name":"user-${i % USERS}"},${error}"request":{${request}},"time":"${time}","type":"${type}"}\n`;
}

test('every kind of memory at once, 50,000 users, 1,000,000 open joins: 150 MiB at most, with Node.js 20', async (t) => {
  const cwd = temporaryDirectory(t);
  writeFileSync(join(cwd, 'exporter.yml'), config);
  await pipeline(Readable.from(flood()), createWriteStream(join(cwd, 'audit.log')));
  const exporter = await startExporter([], cwd);
  t.after(() => exporter.stop('SIGKILL'));
  const families = parseExposition(await whenAllIsRead(exporter), 'text-0.0.4');

  const joins = new Map(
    families
      .get('auditlog_exporter_joins_total')!
      .samples.map((one) => [one.labels.get('result'), one.value]),
  );
  assert.deepEqual(
    ['joined', 'forgotten', 'expired', 'duplicate'].map((result) => joins.get(result)),
    [2 * CALLS, OPEN - REMEMBERED, 0, 0],
  );
  const entries = perMetric(families.get('auditlog_exporter_memory_entries')!);
  const limits = perMetric(families.get('auditlog_exporter_memory_limit')!);
  assert.deepEqual([...entries.keys()].sort(), [
    'audit_denied_streak',
    'audit_distinct_secrets',
    'audit_new_address_total',
    'audit_request_duration_seconds',
  ]);
  // Each of them was offered more than it may keep.
  assert.deepEqual(entries, limits);

  const peak = peakMebibytes(exporter.process.pid!);
  if (peak === undefined) return t.diagnostic('this system does not tell the peak of the memory');
  t.diagnostic(`at most ${peak.toFixed(0)} MiB resident`);
  assert.ok(peak <= MOST_MEBIBYTES, `${peak} MiB`);
});

/** The metrics when everything has been read; how long that takes is not looked at. */
async function whenAllIsRead(exporter: RunningExporter): Promise<string> {
  const read = `auditlog_exporter_lines_total{source="audit",result="event"} ${LINES}\n`;
  // Each try waits for some ten seconds.
  for (let tries = 1; ; tries += 1) {
    try {
      return await exporter.scrapeUntil((text) => text.includes(read));
    } catch (error) {
      const hasEnded = exporter.process.exitCode !== null || exporter.process.signalCode !== null;
      if (hasEnded || tries === 30) throw error;
    }
  }
}

function perMetric({ samples }: ParsedFamily): Map<string, number> {
  return new Map(samples.map(({ labels, value }) => [labels.get('metric')!, value]));
}

/** Most memory that the process ever had, in MiB. */
function peakMebibytes(pid: number): number | undefined {
  try {
    const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kibibytes === undefined ? undefined : Number(kibibytes) / 1024;
  } catch {
    return undefined;
  }
}
