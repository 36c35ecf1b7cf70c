import type { Family } from '../series/family.js';

const pair = /(\w+)="((?:[^"\\]|\\.)*)"/g;

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
  return entries.length === 0 ? none : entries.map(([name, value]) => `${name} ${value}`).join(', ');
}

/** What the demo's metrics say now, as lines to show. */
export function liveSummary(families: readonly Family[], seconds: number): string[] {
  const lines = sums(families, 'auditlog_exporter_lines_total', 'result').reduce(
    (sum, [, value]) => sum + value,
    0,
  );
  return [
    `after ${seconds} s: ${lines} lines read`,
    `  calls            ${list(sums(families, 'audit_events_total', 'outcome'), 'none yet')}`,
    `  denied by user   ${list(sums(families, 'audit_denied_total', 'user').slice(0, 5), 'none yet')}`,
    `  security events  ${list(sums(families, 'audit_security_events_total', 'event'), 'none yet')}`,
    `  denied in a row  ${list(sums(families, 'audit_denied_streak_reached_total', 'user'), 'nobody yet')}`,
    `  many secrets     ${list(sums(families, 'audit_distinct_secrets_reached_total', 'user'), 'nobody yet')}`,
    `  new addresses    ${list(sums(families, 'audit_new_address_total', 'system'), 'none yet')}`,
    `  credentials      ${list(sums(families, 'audit_plaintext_secrets_total', 'pattern'), 'none yet')}`,
  ];
}
