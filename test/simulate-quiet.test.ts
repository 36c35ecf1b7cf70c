import assert from 'node:assert/strict';
import { test } from 'node:test';
import { manualClock } from '../src/base/clock.js';
import { createSimulator, yesterdaysLines } from '../src/cli/simulator/simulator.js';
import type { SimulatedLines } from '../src/cli/simulator/stage.js';
import { TrafficCount } from './support/traffic-count.js';

const MINUTE = 60_000;
const TICK = 15_000;

interface Options {
  readonly from: string;
  readonly hours: number;
  readonly rate: number;
  readonly seed: number;
}

/** What there is in the lines of the simulator without scenarios. */
function quietTraffic({ from, hours, rate, seed }: Options): TrafficCount {
  const clock = manualClock(Date.parse(from));
  const count = new TrafficCount();
  const take = ({ vaultAudit, conjurAudit, vaultServer }: SimulatedLines) => {
    for (const line of vaultAudit) count.takeVault(line);
    for (const line of conjurAudit) count.takeConjur(line);
    for (const line of vaultServer) count.takeServer(line);
  };
  take(yesterdaysLines({ seed, clock }));
  count.learning = false;
  const simulator = createSimulator({ seed, clock, rate });
  for (let time = 0; time < hours * 60 * MINUTE; time += TICK) {
    clock.advance(TICK);
    take(simulator.tick(TICK));
  }
  return count;
}

/** What one in twenty exceeds. */
const slowest = (durations: readonly number[]) =>
  durations.toSorted((a, b) => a - b)[Math.floor(durations.length * 0.95)]!;

// Fewer than what the alerts of prometheus/rules take for too many.
for (const options of [
  { from: '2026-11-19T00:00:00Z', hours: 24, rate: 0.2, seed: 11 },
  { from: '2026-11-20T08:00:00Z', hours: 3, rate: 1, seed: 12 },
  { from: '2026-11-22T01:00:00Z', hours: 4, rate: 1, seed: 13 },
  { from: '2026-11-18T13:00:00Z', hours: 1, rate: 3, seed: 14 },
]) {
  test(`nothing unusual in ${options.hours} hours from ${options.from} at rate ${options.rate}`, () => {
    const count = quietTraffic(options);
    assert.ok(count.of('failed logins').most(5 * MINUTE) <= 15);
    assert.ok(count.of('host refused').most(15 * MINUTE) <= 3);
    assert.ok(count.of('user denied').most(10 * MINUTE) <= 20);
    assert.ok(count.of('denied').most(10 * MINUTE) < 50);
    assert.ok(count.longestStreak < 5, `${count.longestStreak} in a row`);
    assert.ok(count.secrets.mostDifferent(60 * MINUTE) <= 45);
    assert.ok(count.secrets.mostDifferent(24 * 60 * MINUTE) <= 180);
    assert.deepEqual([...count.strangers], []);
    assert.deepEqual([...count.unusual], []);
    assert.ok(slowest(count.durations) < 1_000);
    assert.ok(count.longestLife <= 2_764_800);
  });
}

test('but there is life in it', () => {
  const count = quietTraffic({ from: '2026-11-19T00:00:00Z', hours: 24, rate: 0.2, seed: 15 });
  for (const kind of ['failed logins', 'user denied', 'host refused'] as const) {
    assert.ok(count.of(kind).count >= 10, `${kind}: ${count.of(kind).count}`);
  }
  assert.ok(count.secrets.mostDifferent(60 * MINUTE) >= 8, `${count.secrets.mostDifferent(60 * MINUTE)}`);
  for (const event of [
    'core: installed new encryption key',
    'auth/token/renew-self',
    'auth/token/revoke-self',
  ]) {
    assert.ok(count.events.has(event), event);
  }
});
