import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { manualClock } from '../../base/clock.js';
import { createSimulator } from './simulator.js';
import type { SimulatedLines } from './stage.js';

const start = Date.parse('2026-11-21T10:00:00Z');

/** The lines of consecutive ticks of these lengths, with a clock that goes along. */
function simulate(seed: number, ticks: readonly number[]): SimulatedLines {
  const clock = manualClock(start);
  const simulator = createSimulator({ seed, clock });
  const all = { vaultAudit: [] as string[], vaultServer: [] as string[], conjurAudit: [] as string[] };
  for (const milliseconds of ticks) {
    clock.advance(milliseconds);
    const lines = simulator.tick(milliseconds);
    all.vaultAudit.push(...lines.vaultAudit);
    all.vaultServer.push(...lines.vaultServer);
    all.conjurAudit.push(...lines.conjurAudit);
  }
  return all;
}

const parsed = (lines: readonly string[]) => lines.map((line) => JSON.parse(line));
const times = (lines: readonly string[], of: (line: string) => string) => lines.map((line) => of(line));

test('one seed gives the same lines, another seed gives others', () => {
  assert.deepEqual(simulate(1, [10_000]), simulate(1, [10_000]));
  assert.notDeepEqual(simulate(1, [10_000]), simulate(2, [10_000]));
});

test('the lines do not depend on how time is cut into ticks', () => {
  const whole = simulate(3, [6_000]);
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 5_999 }), { maxLength: 20 }), (marks) => {
      const ends = [...marks.sort((a, b) => a - b), 6_000];
      const ticks = ends.map((end, index) => end - (ends[index - 1] ?? 0));
      assert.deepEqual(simulate(3, ticks), whole);
    }),
    { numRuns: 20 },
  );
});

test('every line of the JSON logs parses, and those of the server log are hclog text', () => {
  const { vaultAudit, vaultServer, conjurAudit } = simulate(1, [60_000]);
  for (const entry of parsed(vaultAudit)) assert.ok(entry.type === 'request' || entry.type === 'response');
  for (const event of parsed(conjurAudit)) assert.ok('subject@43868' in event && event.PROGRAM === 'conjur');
  for (const line of vaultServer) {
    assert.match(line, /^\d{4}-\d\d-\d\dT[\d:.]{12}Z \[(?:INFO\] |WARN\] |ERROR\]) [a-z.]+: /);
  }
});

test('time of each log never goes back, and lies in the simulated minute', () => {
  const { vaultAudit, vaultServer, conjurAudit } = simulate(1, [60_000]);
  for (const log of [
    times(vaultAudit, (line) => JSON.parse(line).time),
    times(vaultServer, (line) => line.slice(0, 24)),
    times(conjurAudit, (line) => JSON.parse(line).ISODATE),
  ]) {
    assert.deepEqual(log, [...log].sort());
    assert.ok(log[0]!.startsWith('2026-11-21T10:00:0') && log.at(-1)!.startsWith('2026-11-21T10:00:5'));
  }
});

test('each response follows the request of the same id, and says the same of it', () => {
  const open = new Map<string, unknown>();
  for (const { type, request } of parsed(simulate(1, [60_000]).vaultAudit)) {
    if (type === 'request') {
      assert.ok(!open.has(request.id));
      open.set(request.id, request);
    } else {
      assert.equal(JSON.stringify(request), JSON.stringify(open.get(request.id)));
      open.delete(request.id);
    }
  }
  assert.ok(open.size < 10, `${open.size} requests without response`);
});

test('about 50 lines a second', () => {
  const { vaultAudit, vaultServer, conjurAudit } = simulate(1, [120_000]);
  const rate = (vaultAudit.length + vaultServer.length + conjurAudit.length) / 120;
  assert.ok(rate > 35 && rate < 65, `${rate} lines a second`);
});

for (const seed of [1, 2, 3]) {
  test(`within 30 seconds the intruder has done everything (seed ${seed})`, () => {
    const { vaultAudit, vaultServer, conjurAudit } = simulate(seed, [30_000]);
    const responses = parsed(vaultAudit).filter(({ type }) => type === 'response');
    const failedLogins = responses.filter(
      ({ error, request }) => error === 'invalid credentials' && request.remote_address === '10.66.0.66',
    );
    const refused = responses.filter(
      ({ auth, error }) => auth.display_name === 'userpass-mallory' && error?.includes('permission denied'),
    );
    assert.ok(failedLogins.length >= 40);
    assert.ok(new Set(refused.map(({ request }) => request.path)).size >= 50);
    assert.ok(vaultServer.some((line) => line.includes('core: root generation finished: nonce=')));
    assert.ok(vaultServer.some((line) => line.endsWith('core: disabled audit backend: path=syslog/')));
    for (const [operation, path] of [
      ['delete', 'sys/audit/syslog'],
      ['update', 'sys/policies/acl/default'],
    ]) {
      const act = responses.find(({ request }) => request.path === path && request.operation === operation);
      assert.deepEqual(act?.auth.policies, ['root']);
    }
    assert.ok(parsed(conjurAudit).some((event) => event['auth@43868'].user === 'demo:user:mallory'));
  });
}

test('a wall clock that is set back does not take the logs with it', () => {
  const clock = manualClock(start);
  const simulator = createSimulator({ seed: 1, clock });
  clock.advance(2_000);
  const before = simulator.tick(2_000).vaultServer;
  clock.jumpTo(start - 3_600_000);
  const after = simulator.tick(4_000).vaultServer;
  assert.ok(before.length > 0 && after.length > 0);
  assert.ok(after[0]!.slice(0, 24) >= before.at(-1)!.slice(0, 24));
});
