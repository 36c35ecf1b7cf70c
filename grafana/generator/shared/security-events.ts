import type { SizedPanel } from '../panels/panel.js';
import { table } from '../panels/table.js';
import { mustBeZero, shouldBeZero } from '../panels/thresholds.js';
import { timeline } from '../panels/timeline.js';
import { inRange, perStep } from '../promql.js';
import { graph, rows } from '../target.js';

const metric = 'audit_security_events_total';

/** When which security event happened: a line for each kind that did. */
export function eventTimeline(options: { width: number; height: number; alerts: string[] }): SizedPanel {
  const happened = (severity: string) => `${perStep(metric, `severity="${severity}"`, 'event')} > 0`;
  return timeline({
    ...options,
    title: 'Security events, when',
    description:
      'One line for each kind of event that happened; the number is how often. Red is critical, orange a warning, blue for information; *any event* is green where nothing happened. No line at all: no log is read.',
    targets: [
      ...['critical', 'warning', 'info'].map((severity) => graph(happened(severity), '{{event}}')),
      graph(perStep(metric), 'any event'),
    ],
    colors: ['red', 'orange', 'blue'],
    thresholds: shouldBeZero,
    empty: 'No log is read.',
  });
}

/** Which security events happened, how often, and which log says so. */
export function eventTable(options: { width: number; height: number; alerts: string[] }): SizedPanel {
  return table({
    ...options,
    title: 'Security events, where',
    description:
      'How often each event happened in the time range, and the log that says so. The runbook of an event says whom to ask.',
    targets: [
      rows(
        `sort_desc(${inRange(metric, 'severity=~"critical|warning"', 'severity, event, system, source, instance')} > 0)`,
      ),
    ],
    columns: {
      severity: 'Severity',
      event: 'Event',
      system: 'System',
      source: 'Source',
      instance: 'Instance',
      Value: 'Times',
    },
    bars: { Times: undefined },
    thresholds: mustBeZero,
    empty: 'No critical event and no warning in this time range.',
  });
}
