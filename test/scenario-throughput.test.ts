import assert from 'node:assert/strict';
import {
  closeSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  openSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { startExporter } from './support/exporter-process.js';
import { parseExposition } from './support/parse-exposition.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const MiB = 1 << 20;
const BLOCKS = 100;
/** A rotation after each so many MiB. */
const ROTATE = 9;

const config = `
state: { directory: ./state, interval: 100ms }
sources: { app: { files: ./app.log, format: json, poll_interval: 20ms } }
metrics:
  - { name: audit_x_total, labels: { user: user } }
  - { name: audit_sum_total, value: { field: n, unit: s } }
`;

/** A log that is rotated as logrotate does it: the older files move on by one. */
class RotatedLog {
  readonly #path: string;
  #fd: number;

  constructor(path: string) {
    this.#path = path;
    this.#fd = openSync(path, 'a');
  }

  write(text: string): void {
    writeSync(this.#fd, text);
  }

  rotate(kind: 'create' | 'copytruncate'): void {
    for (let number = 20; number > 0; number -= 1) {
      const name = `${this.#path}.${number}`;
      if (existsSync(name)) renameSync(name, `${this.#path}.${number + 1}`);
    }
    if (kind === 'copytruncate') {
      copyFileSync(this.#path, `${this.#path}.1`);
      ftruncateSync(this.#fd);
      return;
    }
    renameSync(this.#path, `${this.#path}.1`);
    closeSync(this.#fd);
    this.#fd = openSync(this.#path, 'a');
  }

  close(): void {
    closeSync(this.#fd);
  }
}

for (const kind of ['create', 'copytruncate'] as const) {
  test(`scenario 30: 100 MiB at full speed with rotations (${kind}): the totals are exact`, async (t) => {
    const cwd = temporaryDirectory(t);
    writeFileSync(join(cwd, 'exporter.yml'), config);
    const log = new RotatedLog(join(cwd, 'app.log'));
    const exporter = await startExporter([], cwd);
    t.after(() => exporter.stop('SIGKILL'));
    const truth = new Map<string, number>();
    const more = 'x'.repeat(900);
    let [events, sum, bytes, rotations] = [0, 0, 0, 0];
    for (let block = 1; block <= BLOCKS; block += 1) {
      let text = '';
      while (text.length < MiB) {
        events += 1;
        sum += events;
        const user = `user-${events % 7}`;
        truth.set(user, (truth.get(user) ?? 0) + 1);
        text += `{"user":"${user}","n":${events},"more":"${more}"}\n`;
      }
      bytes += text.length;
      log.write(text);
      if (block % ROTATE === 0) {
        log.rotate(kind);
        rotations += 1;
      }
      await setImmediate();
    }
    log.close();
    const all = new RegExp(`^audit_sum_total\\{.*\\} ${sum}$`, 'm');
    const text = await exporter.scrapeUntil((now) => all.test(now));
    const families = parseExposition(text, 'text-0.0.4');
    const { samples } = families.get('audit_x_total')!;
    assert.deepEqual(new Map(samples.map(({ labels, value }) => [labels.get('user')!, value])), truth);
    const lines = families.get('auditlog_exporter_lines_total')!.samples;
    assert.deepEqual(
      lines.map(({ value }) => value),
      [events, 0, 0, 0],
    );
    assert.equal(families.get('auditlog_exporter_gaps_total')!.samples[0]!.value, 0);
    t.diagnostic(`${events} events, ${(bytes / MiB).toFixed(1)} MiB, ${rotations} rotations`);
  });
}
