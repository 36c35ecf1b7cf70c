import type { Clock } from '../base/clock.js';
import type { Family } from '../series/family.js';
import type { Terminal } from './terminal.js';

const pair = /(\w+)="((?:[^"\\]|\\.)*)"/g;

export interface LiveSummaryOptions {
  readonly clock: Clock;
  readonly output: Terminal['out'];
  readonly families: () => Promise<readonly Family[]>;
  /** What goes on just now. */
  readonly playing: () => string;
}

/**
 * Shows what the metrics of the demo say every so many milliseconds, until the returned function is called: draws over
 * itself on a terminal, else one block after the other.
 */
export function showLiveSummary(
  milliseconds: number,
  { clock, output, families, playing }: LiveSummaryOptions,
): () => void {
  const started = clock.monotonic();
  let drawn = 0;
  const timer = setInterval(async () => {
    const seconds = Math.round((clock.monotonic() - started) / 1000);
    const lines = liveSummary(await families(), { seconds, playing: playing() });
    // A line that is broken by the terminal would be two, and only one of them drawn over.
    const width = output.isTTY === true ? ((output as { columns?: number }).columns ?? 80) : Infinity;
    const back = output.isTTY === true && drawn > 0 ? `\u001b[${drawn}A\u001b[J` : '';
    output.write(`${back}${lines.map((line) => cut(line, width)).join('\n')}\n`);
    drawn = lines.length;
  }, milliseconds);
  return () => clearInterval(timer);
}

/** What the demo's metrics say now, as lines to show. */
export function liveSummary(
  families: readonly Family[],
  { seconds, playing }: { readonly seconds: number; readonly playing: string },
): string[] {
  const read = sums(families, 'auditlog_exporter_lines_total', 'result');
  const row = (title: string, metric: string, label: string, none: string) =>
    `  ${title.padEnd(16)} ${list(sums(families, metric, label), none)}`;
  return [
    `after ${seconds} s: ${read.reduce((sum, [, value]) => sum + value, 0)} lines read`,
    `  now              ${playing}`,
    row('calls', 'audit_events_total', 'outcome', 'none yet'),
    row('logins', 'audit_authentications_total', 'outcome', 'none yet'),
    row('denied by user', 'audit_denied_total', 'user', 'none yet'),
    row('security events', 'audit_security_events_total', 'event', 'none yet'),
    row('denied in a row', 'audit_denied_streak_reached_total', 'user', 'nobody yet'),
    row('many secrets', 'audit_distinct_secrets_reached_total', 'user', 'nobody yet'),
    row('new addresses', 'audit_new_address_total', 'system', 'none yet'),
    row('credentials', 'audit_plaintext_secrets_total', 'pattern', 'none yet'),
  ];
}

/** Sums of one family's series by the value of one label, largest first; zeros left out. */
function sums(families: readonly Family[], name: string, label: string): [string, number][] {
  const result = new Map<string, number>();
  for (const part of families.find((family) => family.name === name)?.parts ?? []) {
    for (let slot = 0; slot < part.size; slot += 1) {
      const labels = new Map(Array.from(part.labels(slot).matchAll(pair), (match) => [match[1], match[2]]));
      const key = labels.get(label) ?? '';
      result.set(key, (result.get(key) ?? 0) + part.value(slot));
    }
  }
  return [...result].filter(([, value]) => value > 0).sort((a, b) => b[1] - a[1]);
}

function list(entries: readonly [string, number][], none: string): string {
  if (entries.length === 0) return none;
  const shown = entries.slice(0, 6).map(([name, value]) => `${name} ${value}`);
  return [...shown, ...(entries.length > shown.length ? [`${entries.length - shown.length} more`] : [])].join(
    ', ',
  );
}

function cut(line: string, width: number): string {
  return line.length < width ? line : `${line.slice(0, width - 2)}…`;
}
