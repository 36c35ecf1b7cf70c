import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock } from '../src/base/clock.js';
import { createSimulator, yesterdaysLines } from '../src/cli/simulator/simulator.js';
import type { SimulatedLines } from '../src/cli/simulator/stage.js';
import { type Replay, replayPreset } from './support/truth/replay-preset.js';

const start = Date.parse('2026-11-20T12:00:00Z');
/** Before the intruder's first act. */
const QUIET_MS = 3_900;

/** What is in the logs of the demo after a while, history included. */
function demo(seed: number, milliseconds: number): SimulatedLines {
  const clock = manualClock(start);
  const history = yesterdaysLines({ seed, clock });
  const simulator = createSimulator({ seed, clock });
  clock.advance(milliseconds);
  const lines = simulator.tick(milliseconds);
  const whole = (log: keyof SimulatedLines) => [...history[log], ...lines[log]];
  return {
    vaultAudit: whole('vaultAudit'),
    vaultServer: whole('vaultServer'),
    conjurAudit: whole('conjurAudit'),
  };
}

const signs = [
  'audit_denied_streak_reached_total',
  'audit_distinct_secrets_reached_total',
  'audit_new_address_total',
  'audit_plaintext_secrets_total',
] as const;
const shown = (log: Replay) => Object.fromEntries(signs.map((name) => [name, log.series(name)]));

for (const seed of [1, 2, 3]) {
  test(`Vault: the intruder sets each of them off, and nobody else does (seed ${seed})`, () => {
    const quiet = replayPreset('vault-audit', ...demo(seed, QUIET_MS).vaultAudit);
    assert.deepEqual(shown(quiet), Object.fromEntries(signs.map((name) => [name, {}])));
    const log = replayPreset('vault-audit', ...demo(seed, 30_000).vaultAudit);
    assert.deepEqual(log.series('audit_denied_streak_reached_total'), { 'user="userpass-mallory"': 1 });
    assert.deepEqual(log.series('audit_distinct_secrets_reached_total'), { 'user="root",window="1h"': 1 });
    // She, and the root token that she made.
    assert.deepEqual(log.series('audit_new_address_total'), { '': 2 });
    // Request and response.
    assert.deepEqual(log.series('audit_plaintext_secrets_total'), { 'pattern="vault_token"': 2 });
    const { results, inFlight } = log.account('audit_request_duration_seconds').joins!;
    assert.ok(
      results['joined']! > 2_000 && results['duplicate'] === 0 && inFlight < 10,
      JSON.stringify(results),
    );
  });

  test(`Conjur: the intruder sets each of them off, and nobody else does (seed ${seed})`, () => {
    const quiet = replayPreset('conjur', ...demo(seed, QUIET_MS).conjurAudit);
    assert.deepEqual(shown(quiet), Object.fromEntries(signs.map((name) => [name, {}])));
    const log = replayPreset('conjur', ...demo(seed, 30_000).conjurAudit);
    assert.deepEqual(shown(log), {
      audit_denied_streak_reached_total: { 'user="demo:user:mallory"': 1 },
      audit_distinct_secrets_reached_total: { 'user="demo:user:admin",window="1h"': 1 },
      audit_new_address_total: { '': 2 },
      audit_plaintext_secrets_total: { 'pattern="github_token"': 1 },
    });
  });
}

test('the history is of over a day ago, in order, and the intruder is not in it', () => {
  const { vaultAudit, conjurAudit, vaultServer } = yesterdaysLines({ seed: 1, clock: manualClock(start) });
  const times = vaultAudit.map((line) => Date.parse((JSON.parse(line) as { time: string }).time));
  assert.deepEqual(
    times,
    [...times].sort((a, b) => a - b),
  );
  assert.ok(times[0]! > start - 25.1 * 3_600_000 && times.at(-1)! < start - 24.9 * 3_600_000);
  assert.ok(vaultAudit.length > 2_000 && vaultServer.length > 100 && conjurAudit.length > 500);
  assert.ok(![...vaultAudit, ...conjurAudit].some((line) => line.includes('mallory')));
});
