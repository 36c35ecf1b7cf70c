import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pick, randomInt, seededRandom } from '../src/base/random.js';
import { type RunningExporter, runToEnd, startExporter, until } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const LINES = 30_000;
const KILLS = 4;

const yaml = `state: { directory: ./state, interval: 10ms }
sources: { app: { files: ./app.log, format: json, time: time, poll_interval: 10ms } }
metrics:
  - { name: audit_events_total, labels: { type: type } }
  - name: audit_denied_streak
    type: streak
    when: { type: response, ok: false }
    until: { type: response, ok: true }
    notify_at: 4
    labels: { user: user }
    limit: 40
  - name: audit_request_duration_seconds
    type: duration
    from: { type: request }
    to: { type: response }
    key: id
    remember: 500
    labels: { user: user }
  - name: audit_distinct_paths
    type: distinct
    of: path
    windows: [24h]
    notify_at: 200
    labels: { user: user }
  - { name: audit_new_address_total, type: first_seen, of: [user, address], learn: 1m, remember: 300 }
`;

/** Calls of 50 users as pairs of lines in disorder; some never get a response, some are written twice. */
function callLines(): string[] {
  const random = seededRandom(4);
  const start = Date.now() - 3_600_000;
  const lines: string[] = [];
  for (let i = 0; i < LINES / 2; i += 1) {
    const time = start + Math.floor((i * 3_600_000) / (LINES / 2));
    const call = {
      id: `call-${i}`,
      user: `user ${randomInt(random, 0, 50)}`,
      path: `p${randomInt(random, 0, 900)}`,
    };
    const request = { ...call, type: 'request', address: `10.0.0.${randomInt(random, 0, 9)}` };
    const response = { ...request, type: 'response', ok: random() < 0.3 };
    const took = randomInt(random, 1, 2_000);
    lines.push(line(request, time));
    const place = Math.max(0, lines.length - randomInt(random, -1, 4));
    if (random() < 0.9) lines.splice(place, 0, line(response, time + took));
    if (random() < 0.05) lines.push(pick(random, lines.slice(-9)));
  }
  return lines;
}

const line = (fields: object, time: number): string =>
  `${JSON.stringify({ ...fields, time: new Date(time).toISOString() })}\n`;

/** What there is of the log's own metrics, and of joins and memories. */
const wanted = /^(audit_|auditlog_exporter_(joins|memory)_)/;
const told = (text: string): string[] =>
  text
    .split('\n')
    .filter((one) => wanted.test(one))
    .sort();
const counted = (text: string): number =>
  Array.from(text.matchAll(/^audit_events_total\{.*\} (\d+)$/gm)).reduce((sum, [, n]) => sum + Number(n), 0);

test('killed again and again, every kind of metric that remembers ends as if nothing had happened', async (t) => {
  const cwd = temporaryDirectory(t);
  const log = join(cwd, 'app.log');
  writeFileSync(join(cwd, 'exporter.yml'), yaml);
  writeFileSync(log, '');
  const lines = callLines();
  const start = async (): Promise<RunningExporter> => {
    const exporter = await startExporter([], cwd);
    t.after(() => exporter.stop('SIGKILL'));
    return exporter;
  };
  let written = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const exporter = await start();
    const before = counted(await exporter.scrapeUntil((text) => counted(text) === written));
    const next = Math.floor((kill * lines.length) / (KILLS + 1));
    appendFileSync(log, lines.slice(written, next).join(''));
    written = next;
    // Somewhere in it: some of this is counted, and some of that is in the checkpoint.
    await until(
      async () => counted(await exporter.scrape()) > before,
      () => exporter.log(),
    );
    await exporter.stop('SIGKILL');
  }
  appendFileSync(log, lines.slice(written).join(''));
  const last = await start();
  const text = await last.scrapeUntil((one) => counted(one) === lines.length);
  const truth = await runToEnd(['replay', '--config.file=exporter.yml', '--source=app', log], { cwd });
  assert.equal(truth.code, 0, truth.err);
  assert.deepEqual(told(text), told(truth.out));
  // Not for want of something to remember.
  assert.match(text, /^audit_denied_streak_reached_total\{.*\} [1-9]/m);
  assert.match(text, /^audit_distinct_paths_reached_total\{.*\} [1-9]/m);
  assert.match(text, /^audit_new_address_total\{.*\} [1-9]/m);
  assert.match(text, /^auditlog_exporter_joins_total\{.*result="joined"\} [1-9]/m);
  assert.match(text, /^auditlog_exporter_memory_forgotten_total\{.*denied_streak"\} [1-9]/m);
});
