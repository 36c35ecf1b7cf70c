import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock } from '../src/base/clock.js';
import { scenarios } from '../src/cli/simulator/scenarios.js';
import { createSimulator, yesterdaysLines } from '../src/cli/simulator/simulator.js';
import type { SimulatedLines } from '../src/cli/simulator/stage.js';
import { type Replay, replayPreset } from './support/truth/replay-preset.js';

const start = Date.parse('2026-11-20T12:00:00Z');
/** Before the first scenario. */
const QUIET_MS = 3_900;
/** The scenarios are three seconds apart, as in the demo. */
const ALL_MS = 75_000;

/** What is in the logs of the demo after a while, history included. */
function demo(seed: number, milliseconds: number): SimulatedLines {
  const clock = manualClock(start);
  const history = yesterdaysLines({ seed, clock });
  const simulator = createSimulator({ seed, clock, scenarios, every: 3_000, rest: 120_000 });
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
  test(`Vault: the scenarios set each of them off, and nobody else does (seed ${seed})`, () => {
    const quiet = replayPreset('vault-audit', ...demo(seed, QUIET_MS).vaultAudit);
    assert.deepEqual(shown(quiet), Object.fromEntries(signs.map((name) => [name, {}])));
    const log = replayPreset('vault-audit', ...demo(seed, ALL_MS).vaultAudit);
    const { 'user="-"': storm, ...streaks } = log.series('audit_denied_streak_reached_total');
    assert.deepEqual(streaks, { 'user="ldap-oscar"': 1 });
    // The calls with a token that was revoked, interrupted by those that need none.
    assert.ok(storm! >= 1);
    assert.deepEqual(log.series('audit_distinct_secrets_reached_total'), {
      'user="ldap-victor",window="1h"': 1,
    });
    // Ursula, and the root token that was made.
    assert.deepEqual(log.series('audit_new_address_total'), { '': 2 });
    // Request and response.
    assert.deepEqual(log.series('audit_plaintext_secrets_total'), { 'pattern="vault_token"': 2 });
    const { results, inFlight } = log.account('audit_request_duration_seconds').joins!;
    assert.ok(
      results['joined']! > 1_500 && results['duplicate'] === 0 && inFlight < 10,
      JSON.stringify(results),
    );
  });

  test(`Conjur: the scenarios set each of them off, and nobody else does (seed ${seed})`, () => {
    const quiet = replayPreset('conjur', ...demo(seed, QUIET_MS).conjurAudit);
    assert.deepEqual(shown(quiet), Object.fromEntries(signs.map((name) => [name, {}])));
    const log = replayPreset('conjur', ...demo(seed, ALL_MS).conjurAudit);
    assert.deepEqual(shown(log), {
      audit_denied_streak_reached_total: { 'user="demo:user:oscar"': 1 },
      audit_distinct_secrets_reached_total: { 'user="demo:user:victor",window="1h"': 1 },
      audit_new_address_total: { '': 1 },
      audit_plaintext_secrets_total: { 'pattern="github_token"': 1 },
    });
  });
}
