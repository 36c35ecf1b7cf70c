import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Clock } from '../src/base/clock.js';
import { createSimulator } from '../src/cli/simulator/simulator.js';
import { firstFirings } from './stack/promtool-alerts.js';
import { recordRulesInput, rulesRecorder } from './stack/record-rules-input.js';
import { SimulatedHost } from './stack/simulated-host.js';
import { requireTool } from './support/debian.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const HOUR = 3_600_000;

// For promtool a recording begins on a Thursday at midnight. One rule asks for the hour and the day, that of Conjur's
// policy, which nobody changes on a quiet day.
for (const { name, start, hours, seed } of [
  { name: '24 hours of a Thursday', start: Date.parse('2026-11-19T00:00:00Z'), hours: 24, seed: 1 },
  { name: 'three hours of a Saturday', start: Date.parse('2026-11-21T09:00:00Z'), hours: 3, seed: 2 },
]) {
  test(`a quiet simulator raises no alert: ${name}`, async (t) => {
    if (!requireTool(t, 'promtool', 'prometheus')) return;
    const directory = temporaryDirectory(t);
    const simulator = (clock: Clock) => createSimulator({ seed, clock });
    const host = await SimulatedHost.boot({ directory, start, seed, simulator });
    t.after(() => host.stop());
    const recorder = rulesRecorder(start);
    await recordRulesInput(host, recorder, start + hours * HOUR);
    assert.ok(recorder.size > 300);
    assert.deepEqual(Object.fromEntries(await firstFirings(directory, recorder)), {});
    assert.deepEqual(host.said, []);
  });
}
