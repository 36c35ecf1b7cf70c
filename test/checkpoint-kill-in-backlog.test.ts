import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { generateVaultAudit } from '../bench/generate-vault-audit.js';
import { exporterTool } from '../bench/run-exporter.js';
import { differences } from '../bench/tally.js';
import { parseBytes } from '../src/base/bytes.js';
import { type RunningExporter, startExporter, until } from './support/exporter-process.js';
import { parseExposition } from './support/parse-exposition.js';
import { temporaryDirectory } from './support/temporary-directory.js';

/** BACKLOG=1GiB for a long one. */
const size = parseBytes(process.env['BACKLOG'] ?? '64MiB')!;
const KILLS = 3;
const prometheus = { 'x-prometheus-scrape-timeout-seconds': '1', 'user-agent': 'Prometheus/2.42.0' };

/** What a Prometheus server would have seen so far. */
class Server {
  readonly #last = new Map<string, number>();
  scrapes = 0;
  refused = 0;
  unready = 0;

  async scrape(url: string): Promise<void> {
    const response = await fetch(url, { headers: prometheus });
    const text = await response.text();
    if (response.status === 503) {
      this.refused += 1;
      assert.match(
        text,
        /^reading what is in the logs already: \d+ bytes to go(; (what was shown before|writing the first) .*)?\n$/,
      );
      assert.equal(response.headers.get('retry-after'), '1');
      return;
    }
    this.scrapes += 1;
    for (const { type, samples } of parseExposition(text, 'text-0.0.4').values()) {
      if (type === 'gauge') continue;
      for (const { name, labels, value } of samples) {
        if (!name.startsWith('audit_')) continue;
        const key = `${name} ${JSON.stringify([...labels])}`;
        const last = this.#last.get(key) ?? 0;
        assert.ok(value >= last, `${key} fell from ${last} to ${value}`);
        this.#last.set(key, value);
      }
    }
  }
}

async function statusOf(exporter: RunningExporter, path: string): Promise<number> {
  const response = await fetch(new URL(path, exporter.url));
  await response.text();
  return response.status;
}

test('killed in the middle of a backlog, again and again: the totals are exact, and nothing was seen to fall', async (t) => {
  const cwd = temporaryDirectory(t);
  const log = join(cwd, 'audit.log');
  const truth = generateVaultAudit(log, { size, seed: 1 });
  writeFileSync(
    join(cwd, 'exporter.yml'),
    `state: { directory: ./state, interval: 10ms }
sources: { vault: { files: ./audit.log, preset: vault-audit, poll_interval: 10ms } }
`,
  );
  const server = new Server();
  const start = async (): Promise<RunningExporter> => {
    const exporter = await startExporter([], cwd);
    t.after(() => exporter.stop('SIGKILL'));
    return exporter;
  };
  let midway = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const exporter = await start();
    const looking = look(exporter, server);
    const enough = (kill * truth.bytes) / (KILLS + 2);
    while (keptOffset(cwd) < enough && exporter.process.exitCode === null) await setImmediate();
    await exporter.stop('SIGKILL');
    await looking;
    if (keptOffset(cwd) < truth.bytes) midway += 1;
  }
  const last = await start();
  await look(last, server);
  await until(
    async () => (await statusOf(last, '/-/ready')) === 200,
    () => last.log(),
  );
  await server.scrape(last.url);
  const text = await last.scrape();
  const tool = exporterTool('vault-audit');
  assert.deepEqual(differences(truth.tally, tool.tally(text), tool.groups), []);
  assert.match(
    text,
    new RegExp(`^auditlog_exporter_read_bytes_total\\{source="vault"\\} ${truth.bytes}$`, 'm'),
  );
  const lines = parseExposition(text, 'text-0.0.4').get('auditlog_exporter_lines_total')!.samples;
  assert.equal(
    lines.reduce((sum, { value }) => sum + value, 0),
    truth.lines,
  );
  // And once more when everything is there: nothing is read again.
  await last.stop('SIGKILL');
  const again = await start();
  await until(
    async () => (await statusOf(again, '/-/ready')) === 200,
    () => again.log(),
  );
  await server.scrape(again.url);
  assert.deepEqual(differences(truth.tally, tool.tally(await again.scrape()), tool.groups), []);
  assert.ok(midway >= 1 && server.scrapes >= 2, `${midway} ${JSON.stringify(server)}`);
  assert.ok(server.refused >= 1 && server.unready >= 1, JSON.stringify(server));
  t.diagnostic(`${midway} of ${KILLS} kills in the middle, ${server.refused} scrapes refused`);
});

/** Asks for everything at once; the exporter may be killed meanwhile. */
async function look(exporter: RunningExporter, server: Server): Promise<void> {
  const ready = statusOf(exporter, '/-/ready').then((status) => {
    if (status === 503) server.unready += 1;
  });
  const healthy = statusOf(exporter, '/-/healthy').then((status) => assert.equal(status, 200));
  for (const answer of await Promise.allSettled([server.scrape(exporter.url), ready, healthy])) {
    if (answer.status === 'rejected' && answer.reason instanceof assert.AssertionError) throw answer.reason;
  }
}

/** How far the log was read by the checkpoint. */
function keptOffset(cwd: string): number {
  try {
    const [head] = readFileSync(join(cwd, 'state', 'checkpoint'), 'utf8').split('\n', 1);
    const { positions } = JSON.parse(head!) as { positions: { offset: number }[] };
    return positions[0]?.offset ?? 0;
  } catch {
    return 0;
  }
}
