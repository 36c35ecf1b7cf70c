import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { manualClock } from '../../base/clock.js';
import { scenarios } from './scenarios.js';
import { createSimulator, type SimulatorOptions, yesterdaysLines } from './simulator.js';
import type { SimulatedLines } from './stage.js';

/** A Friday. */
const start = Date.parse('2026-11-20T10:00:00Z');

type Options = Partial<SimulatorOptions> & { readonly from?: number };

/** The lines of consecutive ticks of these lengths, with a clock that goes along. */
function simulate(
  seed: number,
  ticks: readonly number[],
  { from = start, ...options }: Options = {},
): SimulatedLines {
  const clock = manualClock(from);
  const simulator = createSimulator({ seed, clock, ...options });
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
  // With the job that begins at five past, and a scenario every half second.
  const options = { from: start + 290_000, scenarios, every: 500, rate: 0.3 };
  const whole = simulate(3, [20_000], options);
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 19_999 }), { maxLength: 20 }), (marks) => {
      const ends = [...marks.sort((a, b) => a - b), 20_000];
      const ticks = ends.map((end, index) => end - (ends[index - 1] ?? 0));
      assert.deepEqual(simulate(3, ticks, options), whole);
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
    assert.ok(log[0]!.startsWith('2026-11-20T10:00:0') && log.at(-1)!.startsWith('2026-11-20T10:00:5'));
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

/** Lines per second in the ten minutes from `time` on, at this rate. */
function pace(time: string, rate = 1): number {
  const { vaultAudit, vaultServer, conjurAudit } = simulate(5, [600_000], { from: Date.parse(time), rate });
  return (vaultAudit.length + vaultServer.length + conjurAudit.length) / 600;
}

test('a working day is busier than a night and a weekend, and the night is not dull', () => {
  const hours = Array.from({ length: 24 }, (_, hour) =>
    pace(`2026-11-20T${String(hour).padStart(2, '0')}:30:00Z`),
  );
  const mean = hours.reduce((sum, one) => sum + one, 0) / 24;
  assert.ok(mean > 10 && mean < 15, `${mean} lines a second`);
  assert.ok(Math.min(...hours) >= 4, `${hours}`);
  assert.ok(hours[10]! > 2 * hours[3]!, `${hours}`);
  const saturday = [pace('2026-11-21T03:10:00Z'), pace('2026-11-21T10:30:00Z')];
  assert.ok(saturday[0]! >= 4 && saturday[1]! < hours[10]!, `${saturday}`);
});

test('the rate multiplies what programs do', () => {
  const [fifth, one, three] = [0.2, 1, 3].map((rate) => pace('2026-11-20T20:10:00Z', rate));
  assert.ok(one! / fifth! > 4 && one! / fifth! < 6, `${fifth} ${one}`);
  assert.ok(three! / one! > 2.5 && three! / one! < 3.5, `${one} ${three}`);
});

test('who calls in the simulation is known from the lines of yesterday', () => {
  const { vaultAudit, conjurAudit, vaultServer } = yesterdaysLines({ seed: 1, clock: manualClock(start) });
  const times = parsed(vaultAudit).map((entry) => Date.parse(entry.time));
  assert.deepEqual(
    times,
    [...times].sort((a, b) => a - b),
  );
  assert.ok(times[0]! >= start - 25 * 3_600_000 && times.at(-1)! <= start - 25 * 3_600_000 + 90_000);
  assert.ok(vaultServer.length > 20 && conjurAudit.length > 50);
});

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
