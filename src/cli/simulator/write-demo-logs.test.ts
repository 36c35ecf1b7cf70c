import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { manualClock } from '../../base/clock.js';
import { silentLogger } from '../../base/log.js';
import { manualWaker } from '../../base/waker.js';
import type { Simulator } from './simulator.js';
import type { SimulatedLines } from './stage.js';
import { demoLogPaths, writeDemoLogs } from './write-demo-logs.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'write-demo-logs-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Says in each log how long its tick was; nothing in the server log. */
const echo: Simulator = {
  tick: (milliseconds) => ({
    vaultAudit: [`a${milliseconds}`, `b${milliseconds}`],
    vaultServer: [],
    conjurAudit: [`c${milliseconds}`],
  }),
};

function startWriting(directory: string, warnings: object[] = [], history?: SimulatedLines) {
  const clock = manualClock(1_000_000);
  const waker = manualWaker();
  const logger = { ...silentLogger, warn: (fields: object) => warnings.push(fields) };
  const more = history === undefined ? {} : { history };
  const stop = writeDemoLogs(echo, directory, { clock, waker, logger, ...more });
  return { clock, waker, stop, read: (path: string) => readFileSync(path, 'utf8') };
}

test('the logs are there from the start, and grow with every beat until stopped', () => {
  const directory = join(root, 'new', 'logs');
  const { clock, waker, stop, read } = startWriting(directory);
  const paths = demoLogPaths(directory);
  assert.equal(read(paths.vaultAudit), '');
  for (const milliseconds of [250, 300]) {
    clock.advance(milliseconds);
    waker.wake();
  }
  stop();
  clock.advance(250);
  waker.wake();
  assert.equal(read(paths.vaultAudit), 'a250\nb250\na300\nb300\n');
  assert.equal(read(paths.vaultServer), '');
  assert.equal(read(paths.conjurAudit), 'c250\nc300\n');
});

test('the logs begin with their history', () => {
  const { clock, waker, read } = startWriting(root, [], {
    vaultAudit: ['old', 'older'],
    vaultServer: ['server'],
    conjurAudit: [],
  });
  const paths = demoLogPaths(root);
  assert.equal(read(paths.vaultServer), 'server\n');
  clock.advance(250);
  waker.wake();
  assert.equal(read(paths.vaultAudit), 'old\nolder\na250\nb250\n');
  assert.equal(read(paths.conjurAudit), 'c250\n');
});

test('a second run appends', () => {
  for (let run = 0; run < 2; run += 1) {
    const { clock, waker } = startWriting(root);
    clock.advance(10);
    waker.wake();
  }
  assert.equal(readFileSync(join(root, 'conjur-audit.json'), 'utf8'), 'c10\nc10\n');
});

test('a night asleep is not caught up with', () => {
  const { clock, waker, read } = startWriting(root);
  clock.advance(8 * 3_600_000);
  waker.wake();
  assert.equal(read(demoLogPaths(root).conjurAudit), 'c5000\n');
});

test('a log that cannot be written is said once a minute, and the timer goes on', () => {
  const warnings: object[] = [];
  const directory = join(root, 'gone');
  const { clock, waker } = startWriting(directory, warnings);
  rmSync(directory, { recursive: true });
  for (let beat = 0; beat < 5; beat += 1) {
    clock.advance(250);
    waker.wake();
  }
  assert.deepEqual(warnings, [
    { log: 'vaultAudit', code: 'ENOENT', held: 0 },
    { log: 'conjurAudit', code: 'ENOENT', held: 0 },
  ]);
});

test('a log that is too large is renamed, in the place of the one before', () => {
  const clock = manualClock(1_000_000);
  const waker = manualWaker();
  writeDemoLogs(echo, root, { clock, waker, logger: silentLogger, mode: 0o644, maxBytes: 4 });
  for (let beat = 1; beat <= 5; beat += 1) {
    clock.advance(beat);
    waker.wake();
  }
  const { vaultAudit, conjurAudit } = demoLogPaths(root);
  // Six bytes a beat: more than four after each.
  assert.equal(readFileSync(vaultAudit, 'utf8'), 'a5\nb5\n');
  assert.equal(readFileSync(`${vaultAudit}.1`, 'utf8'), 'a4\nb4\n');
  // Three bytes a beat.
  assert.equal(readFileSync(conjurAudit, 'utf8'), 'c5\n');
  assert.equal(readFileSync(`${conjurAudit}.1`, 'utf8'), 'c3\nc4\n');
  // What the umask of the process leaves of it.
  assert.equal(statSync(vaultAudit).mode & 0o777, 0o644 & ~process.umask());
});
