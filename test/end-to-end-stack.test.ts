import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../src/cli/simulator/scenarios.js';
import { alertTable } from './stack/alert-table.js';
import { unanswered } from './stack/dashboard-answers.js';
import { expectedAlerts, expectedOfTrouble, namesOf } from './stack/expected-alerts.js';
import { QUIET, startStack } from './stack/real-stack.js';
import { scenarioLength } from './stack/scenario-length.js';
import { StackWatch } from './stack/stack-watch.js';
import { TROUBLE } from './stack/troubled-host.js';
import { requireTool } from './support/debian.js';
import { alerts } from './support/rule-files.js';
import { soon } from './support/soon.js';

/** From the start of the story to the first scenario, and from the end of that until several scrapes have seen it. */
const around = 4_000 + 12_000;
const longest = Math.max(...scenarios.map(scenarioLength)) + around;

const severity = new Map(alerts.map(({ alert, labels }) => [alert, labels!['severity']!]));
const hosts = { ...expectedAlerts, [TROUBLE]: expectedOfTrouble };
const expected = Object.entries(hosts).map(([name, alertsOf]) => {
  const fires = namesOf(alertsOf);
  const { explained = [] } = alertsOf;
  return { name, fires, explained, told: fires.filter((alert) => !explained.includes(alert)) };
});
const alertOf = (name: string) => name.split(' ')[0]!;
/** Information is not for Slack. */
const forSlack = new Set(
  expected.flatMap(({ told }) => told.map(alertOf).filter((alert) => severity.get(alert) !== 'info')),
);

test('simulator, exporter, Prometheus, Alertmanager and webhooks: each scenario raises its own alerts, and dashboards show data', async (t) => {
  if (!requireTool(t, 'prometheus', 'prometheus')) return;
  if (!requireTool(t, 'prometheus-alertmanager', 'prometheus-alertmanager')) return;
  const stack = await startStack(t);
  const watch = new StackWatch(stack);
  await stack.begin();
  const begun = performance.now();
  let missing: string[] = [];
  const over = async () => {
    missing = await missingOf(watch);
    return missing.length === 0 && performance.now() - begun > longest;
  };
  await soon(over, () => `never came: ${missing.join(', ')}`);

  const [fired, written, heldBack] = [await watch.fired(), watch.written(), await watch.heldBack()];
  const rows = expected.map(({ name }) => {
    const marks = (alert: string) =>
      [written.get(name)?.has(alert) ? 'W' : '', heldBack.get(name)?.has(alert) ? 'H' : ''].join('');
    return [name, new Map([...(fired.get(name) ?? [])].map((alert) => [alert, `F${marks(alert)}`]))] as const;
  });
  const legend = 'F fired, W written down by the command notifications, H held back by Alertmanager';
  process.stdout.write(`${legend}\n${alertTable(new Map(rows))}\n`);

  for (const { name, fires } of expected) {
    assert.deepEqual([...fired.get(name)!].sort(), fires, name);
    const others = [...written.get(name)!].filter((alert) => !fires.includes(alert));
    assert.deepEqual(others, [], `written of ${name}`);
  }
  assert.deepEqual([...(fired.get(QUIET) ?? [])], [], 'where nothing happens');
  assert.deepEqual([...fired.keys()].sort(), expected.map(({ name }) => name).sort());
  const info = [...watch.told()].filter((alert) => severity.get(alert) === 'info');
  assert.deepEqual(info, [], 'Slack is not told of information');

  assert.deepEqual(await unanswered(stack.prometheus), []);
});

async function missingOf(watch: StackWatch): Promise<string[]> {
  const [fired, heldBack, written, told] = [
    await watch.fired(),
    await watch.heldBack(),
    watch.written(),
    watch.told(),
  ];
  const missing = expected.flatMap(({ name, fires, explained, told: wanted }) => [
    ...fires.filter((alert) => !fired.get(name)?.has(alert)).map((alert) => `${name}: ${alert}`),
    ...explained.filter((alert) => !heldBack.get(name)?.has(alert)).map((alert) => `${name}: ${alert} held`),
    ...wanted.filter((alert) => !written.get(name)?.has(alert)).map((alert) => `${name}: ${alert} written`),
  ]);
  return [...missing, ...[...forSlack].filter((alert) => !told.has(alert)).map((alert) => `Slack: ${alert}`)];
}
