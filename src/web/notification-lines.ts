/**
 * What Alertmanager posts to a webhook receiver (version 4 of its format), as lines of JSON: one for each alert, with
 * the time at which it came. Undefined when it is no such message. What an alert says is quoted by JSON: no text of it
 * can begin a line of its own.
 */
export function notificationLines(body: Buffer, receivedAt: Date): string | undefined {
  const alerts = alertsOf(body);
  if (alerts === undefined || !alerts.every(isAlert)) return undefined;
  const time = receivedAt.toISOString();
  return alerts.map((alert) => `${JSON.stringify(recordOf(alert, time))}\n`).join('');
}

interface Alert {
  readonly status: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly startsAt: string;
  readonly endsAt?: unknown;
  readonly generatorURL?: unknown;
  readonly fingerprint?: unknown;
}

function alertsOf(body: Buffer): readonly unknown[] | undefined {
  let message: unknown;
  try {
    message = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
  if (!isObject(message) || !Array.isArray(message['alerts'])) return undefined;
  return message['alerts'].length === 0 ? undefined : message['alerts'];
}

function isAlert(value: unknown): value is Alert {
  return (
    isObject(value) &&
    (value['status'] === 'firing' || value['status'] === 'resolved') &&
    isTexts(value['labels']) &&
    isTexts(value['annotations']) &&
    typeof value['startsAt'] === 'string'
  );
}

/** An alert that fires ends at a time that means nothing. */
function recordOf(alert: Alert, time: string): object {
  const { status, labels, annotations, startsAt, endsAt, generatorURL, fingerprint } = alert;
  const end = status === 'resolved' ? { endsAt } : {};
  return { time, status, labels, annotations, startsAt, ...end, generatorURL, fingerprint };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
  return isObject(value) && Object.values(value).every((text) => typeof text === 'string');
}
