import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import type { Clock } from '../src/base/clock.js';
import { type Scenario, scenarios } from '../src/cli/simulator/scenarios.js';
import { createSimulator } from '../src/cli/simulator/simulator.js';
import type { Stage } from '../src/cli/simulator/stage.js';
import { alertTable } from './stack/alert-table.js';
import { expectedAlerts, namesOf } from './stack/expected-alerts.js';
import { type FirstFirings, firstFirings } from './stack/promtool-alerts.js';
import { recordRulesInput, rulesRecorder, SCRAPE_MS } from './stack/record-rules-input.js';
import { scenarioLength } from './stack/scenario-length.js';
import { SimulatedHost } from './stack/simulated-host.js';
import { requireTool } from './support/debian.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const MINUTE = 60_000;
/** Time 0 of promtool's unit tests is a Thursday, at midnight. */
const thursday = Date.parse('2026-11-19T00:00:00Z');
const begin = 20 * MINUTE + 4_000;
const end = 40 * MINUTE;
const rows = new Map<string, Map<string, string>>();

/** Forty minutes of a quiet night, and the scenario amidst them. */
async function play(t: TestContext, scenario: Scenario): Promise<FirstFirings> {
  const directory = temporaryDirectory(t);
  const seed = 7;
  const timing = { scenarios: [scenario], firstAfter: begin };
  const simulator = (clock: Clock) => createSimulator({ seed, clock, ...timing });
  const host = await SimulatedHost.boot({ directory, start: thursday, seed, simulator });
  t.after(() => host.stop());
  const recorder = rulesRecorder(thursday);
  await recordRulesInput(host, recorder, thursday + end);
  return firstFirings(directory, recorder);
}

for (const scenario of scenarios) {
  test(`${scenario.name} raises its own alerts within two scrapes, and no other`, async (t) => {
    if (!requireTool(t, 'promtool', 'prometheus')) return;
    const expected = expectedAlerts[scenario.name]!;
    const fired = await play(t, scenario);
    const cells = [...fired].map(([name, at]) => [name, `${Math.round(at - begin / 1000)}s`] as const);
    rows.set(scenario.name, new Map(cells));
    assert.deepEqual([...fired.keys()].sort(), namesOf(expected));
    const latest = begin + (expected.decisive ?? scenarioLength(scenario)) + 2 * SCRAPE_MS;
    for (const [name, at] of fired) {
      assert.ok(at * 1000 >= begin, `${name} fired before anything happened`);
      assert.ok(at * 1000 <= latest, `${name} fired ${at} s after the start, not by ${latest / 1000} s`);
    }
  });
}

test('a policy of Conjur that is loaded at night raises its alert', async (t) => {
  if (!requireTool(t, 'promtool', 'prometheus')) return;
  const loadPolicy = (stage: Stage) =>
    stage.conjur({
      ...{ requestId: 'p1', messageId: 'policy', operation: 'add', success: true },
      ...{ user: 'demo:user:zoe', address: '10.20.1.11', subject: { role: 'demo:host:shop/night' } },
      ...{
        policy: { id: 'demo:policy:root', version: '2' },
        text: 'demo:user:zoe added role demo:host:shop/night',
      },
    });
  const fired = await play(t, { name: 'night-policy', summary: '', run: loadPolicy });
  assert.deepEqual([...fired.keys()], ['AuditConjurPolicyChangedOffHours conjur']);
});

test('it is known of every scenario what it raises', () => {
  assert.deepEqual(Object.keys(expectedAlerts).sort(), scenarios.map(({ name }) => name).sort());
});

after(() => {
  if (rows.size > 0)
    process.stdout.write(`seconds from the start of a scenario to its alerts\n${alertTable(rows)}\n`);
});
