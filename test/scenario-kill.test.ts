import assert from 'node:assert/strict';
import { appendFileSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { type RunningExporter, startExporter } from './support/exporter-process.js';
import { type ParsedSample, parseExposition } from './support/parse-exposition.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const config = (interval: string) => `
state: { directory: ./state, interval: ${interval} }
sources: { app: { files: ./app.log, format: json, poll_interval: 20ms } }
metrics:
  - { name: audit_x_total, labels: { user: user }, limit: 50000 }
  - { name: audit_sum_total, value: { field: n, unit: s } }
`;

const inodeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.ino;

/** A log of numbered events, and an exporter that is started over it again and again. */
class Log {
  readonly cwd: string;
  readonly #t: TestContext;
  readonly #truth = new Map<string, number>();
  #sum = 0;
  #events = 0;

  constructor(t: TestContext, interval: string) {
    this.#t = t;
    this.cwd = temporaryDirectory(t);
    writeFileSync(join(this.cwd, 'exporter.yml'), config(interval));
    writeFileSync(this.path('app.log'), '');
  }

  path(name: string): string {
    return join(this.cwd, name);
  }

  write(...users: string[]): void {
    let text = '';
    for (const user of users) {
      this.#events += 1;
      this.#sum += this.#events;
      this.#truth.set(user, (this.#truth.get(user) ?? 0) + 1);
      text += `{"user":"${user}","n":${this.#events}}\n`;
    }
    appendFileSync(this.path('app.log'), text);
  }

  async start(): Promise<RunningExporter> {
    const exporter = await startExporter([], this.cwd);
    this.#t.after(() => exporter.stop('SIGKILL'));
    return exporter;
  }

  /** Waits until everything is shown; of every user exactly as much as was written. */
  async assertCounted(exporter: RunningExporter): Promise<void> {
    const last = new RegExp(`^audit_sum_total\\{.*\\} ${this.#sum}$`, 'm');
    const text = await exporter.scrapeUntil((now) => last.test(now));
    this.assertExact(text);
  }

  /** Of the first answer after a start: everything that was written before it. */
  assertExact(text: string): void {
    const samples = (name: string): ParsedSample[] => parseExposition(text, 'text-0.0.4').get(name)!.samples;
    const shown = new Map(samples('audit_x_total').map(({ labels, value }) => [labels.get('user')!, value]));
    assert.deepEqual(shown, this.#truth);
    assert.equal(samples('audit_sum_total')[0]!.value, this.#sum);
    const lines = samples('auditlog_exporter_lines_total').map(({ labels, value }) => [
      labels.get('result'),
      value,
    ]);
    assert.equal(new Map(lines as [string, number][]).get('event'), this.#events);
  }
}

/** What is in a file that has been the same for a while. */
async function settled(path: string): Promise<Buffer> {
  // Between two renames it is not there.
  const read = () => (existsSync(path) ? readFileSync(path) : Buffer.alloc(0));
  let content = read();
  for (let same = 0; same < 20; same += 1) {
    await setTimeout(10);
    const now = read();
    if (now.length === 0 || !now.equals(content)) same = 0;
    content = now;
  }
  return content;
}

test('scenario 13: SIGKILL between counter update and checkpoint: no event counted twice, none lost', async (t) => {
  // Only the checkpoints of going live and of a new file are written, for the next one is an hour away.
  const log = new Log(t, '1h');
  log.write('before', 'before');
  for (let kill = 1; kill <= 4; kill += 1) {
    const exporter = await log.start();
    if (kill > 1) log.assertExact(await exporter.scrapeUntil(() => true));
    // The first lines of a file in a run are written down at once.
    log.write('before');
    await log.assertCounted(exporter);
    const kept = await settled(log.path('state/checkpoint'));
    log.write('before', `new ${kill}`, 'again');
    await log.assertCounted(exporter);
    assert.ok(
      readFileSync(log.path('state/checkpoint')).equals(kept),
      'counted, shown, and not written down',
    );
    if (kill === 2) {
      renameSync(log.path('app.log'), log.path('app.log.1'));
      writeFileSync(log.path('app.log'), '');
      log.write('rotated');
      await log.assertCounted(exporter);
    }
    assert.equal(await exporter.stop('SIGKILL'), null);
    if (kill === 3) log.write('while it was dead');
  }
  log.assertExact(await (await log.start()).scrapeUntil(() => true));
});

test('scenario 14: SIGKILL while the checkpoint is being written: the one before it, or the new one, and exact totals', async (t) => {
  const log = new Log(t, '10ms');
  // So many series that writing takes a while.
  log.write(...Array.from({ length: 10_000 }, (_, user) => `user-${user}`));
  const half = log.path('state/checkpoint.new');
  let caught = 0;
  for (let kill = 1; kill <= 12 && caught < 3; kill += 1) {
    const exporter = await log.start();
    await log.assertCounted(exporter);
    await exporter.scrapeUntil((text) =>
      /^\S+_checkpoint_writes_total\{result="success"\} [1-9]/m.test(text),
    );
    log.write(`kill ${kill}`, 'user-7');
    // Until it is being written, or has been: then it is another file.
    const before = inodeOf(log.path('state/checkpoint'));
    while (!existsSync(half) && inodeOf(log.path('state/checkpoint')) === before) await setImmediate();
    assert.equal(await exporter.stop('SIGKILL'), null);
    if (existsSync(half)) caught += 1;
  }
  assert.ok(caught > 0, 'killed while it wrote');
  const last = await log.start();
  const text = await last.scrapeUntil(() => true);
  log.assertExact(text);
  assert.match(text, /^auditlog_exporter_checkpoint_restored\{from="current"\} 1$/m);
  t.diagnostic(`${caught} kills while a checkpoint was being written`);
});
