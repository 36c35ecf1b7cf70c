import type { TestContext } from 'node:test';
import { scenarios } from '../../src/cli/simulator/scenarios.js';
import { startAlertmanager, startWebhook, type Webhook } from '../support/alertmanager-process.js';
import { type NotificationLog, startNotifications } from '../support/notifications-process.js';
import { soon } from '../support/soon.js';
import { type RealHost, type RealHostOptions, startCommandHost, startHost } from './real-host.js';
import { type RealPrometheus, startPrometheus } from './real-prometheus.js';
import { startTroubledHost } from './troubled-host.js';

export interface RealStack {
  /** What is to happen on the hosts begins. */
  begin(): Promise<void>;
  readonly prometheus: RealPrometheus;
  /** The address of Alertmanager. */
  readonly alertmanager: string;
  readonly notifications: NotificationLog;
  /** In the place of Slack. */
  readonly slack: Webhook;
}

/** The host on which nothing happens that should not. */
export const QUIET = 'none';
/** The scenario that the command `simulate` plays; the others are played by simulators in this process. */
const byCommand = 'secret-dump';
/** Processes that start at the same time. */
const atOnce = 4;

/**
 * One host for each scenario, a quiet one, and one whose exporter is in trouble, all scraped by one Prometheus, which
 * tells one Alertmanager. The hosts have been scraped, and nothing has happened on them yet.
 */
export async function startStack(t: TestContext): Promise<RealStack> {
  const [notifications, slack] = [await startNotifications(t), await startWebhook(t)];
  const alertmanager = await startAlertmanager(t, { notifications: notifications.url, slack: slack.url });
  const wanted: RealHostOptions[] = [
    { name: QUIET, scenarios: [], seed: 100, rate: 1 },
    ...scenarios.map((scenario, index) => ({
      ...{ name: scenario.name, scenarios: [scenario], seed: index + 1, rate: 0.5 },
    })),
  ];
  const hosts: RealHost[] = [];
  while (hosts.length < wanted.length) {
    const next = wanted.slice(hosts.length, hosts.length + atOnce);
    const start = (one: RealHostOptions) => (one.name === byCommand ? startCommandHost : startHost)(t, one);
    hosts.push(...(await Promise.all(next.map(start))));
  }
  const troubled = await startTroubledHost(t);
  const targets = [
    ...hosts.map(({ name, exporter }) => ({ scenario: name, address: new URL(exporter.url).host })),
    { scenario: troubled.name, address: troubled.address },
  ];
  const prometheus = await startPrometheus(t, { targets, alertmanager: new URL(alertmanager.url).host });
  const up = async () => {
    const [count] = await prometheus.query('count(up{job="auditlog"} == 1)');
    return count?.value === targets.length;
  };
  await soon(up, () => 'Prometheus does not scrape every exporter');
  const begin = async () => {
    for (const host of hosts) host.begin();
    await troubled.begin();
  };
  return { begin, prometheus, alertmanager: alertmanager.url, notifications, slack };
}
