import type { RealStack } from './real-stack.js';

interface AlertmanagerAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly status: { readonly state: string };
}

interface SlackMessage {
  readonly attachments: readonly { readonly text: string }[];
}

/** Depends on the hour at which the test runs; test/end-to-end-scenarios.test.ts is in simulated time. */
const byTheHour = 'AuditConjurPolicyChangedOffHours';

/** `ALERT SOURCE` by scenario. */
export type ByScenario = ReadonlyMap<string, ReadonlySet<string>>;

/** What became of the alerts of a stack so far. */
export class StackWatch {
  readonly #stack: RealStack;
  readonly #heldBack = new Map<string, Set<string>>();

  constructor(stack: RealStack) {
    this.#stack = stack;
  }

  /** What has ever fired. */
  async fired(): Promise<ByScenario> {
    const firing = 'max_over_time(ALERTS{alertstate="firing"}[1h])';
    const samples = await this.#stack.prometheus.query(`group by (scenario, alertname, source) (${firing})`);
    return byScenario(samples.map(({ labels }) => labels));
  }

  /** What Alertmanager was seen to hold back, because another alert explains it. */
  async heldBack(): Promise<ByScenario> {
    const response = await fetch(`${this.#stack.alertmanager}/api/v2/alerts?active=false&inhibited=true`);
    const alerts = (await response.json()) as readonly AlertmanagerAlert[];
    const labels = alerts.filter(({ status }) => status.state === 'suppressed').map((alert) => alert.labels);
    add(labels, this.#heldBack);
    return this.#heldBack;
  }

  /** What stands in the file of the command `notifications`. */
  written(): ByScenario {
    const firing = this.#stack.notifications.written().filter(({ status }) => status === 'firing');
    return byScenario(firing.map(({ labels }) => labels));
  }

  /** Alerts that Slack was told of, by name. */
  told(): ReadonlySet<string> {
    const texts = (this.#stack.slack.messages as readonly SlackMessage[]).flatMap(({ attachments }) =>
      attachments.map(({ text }) => text),
    );
    return new Set(texts.flatMap((text) => /docs\/runbooks\/(\w+)\.md/.exec(text)?.[1] ?? []));
  }
}

function byScenario(all: readonly Readonly<Record<string, string>>[]): ByScenario {
  const found = new Map<string, Set<string>>();
  add(all, found);
  return found;
}

function add(all: readonly Readonly<Record<string, string>>[], to: Map<string, Set<string>>): void {
  for (const { scenario = '-', alertname = '-', source = '-' } of all) {
    if (alertname === byTheHour) continue;
    const names = to.get(scenario) ?? new Set();
    to.set(scenario, names.add(`${alertname} ${source}`));
  }
}
