import type { SizedPanel } from '../panels/panel.js';
import { table } from '../panels/table.js';
import { mustBeZero, neutral } from '../panels/thresholds.js';
import { timeline } from '../panels/timeline.js';
import { inRange, perStep, series } from '../promql.js';
import { graph, rows } from '../target.js';

const metric = 'audit_security_events_total';

type Severity = 'critical' | 'warning' | 'info';

const severityColors: Readonly<Record<Severity, string>> = {
  critical: 'red',
  warning: 'orange',
  info: 'blue',
};

/** When which security event happened: a line for each kind that did, the worst first. */
export function eventTimeline(options: {
  width: number;
  height: number;
  severities: readonly Severity[];
  alerts: string[];
}): SizedPanel {
  const { severities } = options;
  const any = `severity=~"${severities.join('|')}"`;
  const happened = (severity: string) => `${perStep(metric, `severity="${severity}"`, 'event')} > 0`;
  const legend = severities.map((severity) => `${severityColors[severity]}: ${severity}`).join(', ');
  return timeline({
    ...options,
    title: 'Security events, when',
    description: `One line for each kind of event that happened; the number is how often. ${legend[0]!.toUpperCase()}${legend.slice(1)}. *No event*, green: logs are read, and nothing happened. No line at all: no log is read.`,
    targets: [
      ...severities.map((severity) => graph(happened(severity), '{{event}}')),
      graph(`sum(increase(${series(metric, any)}[$__range] @ end())) == 0`, 'No event'),
    ],
    colors: severities.map((severity) => severityColors[severity]),
    thresholds: mustBeZero,
    empty: 'No log is read.',
  });
}

/** Which security events happened, how often, and which log says so. */
export function eventTable(options: { width: number; height: number; alerts: string[] }): SizedPanel {
  return table({
    ...options,
    title: 'Security events, where',
    description:
      'How often each event happened in the time range, the worst first, and the log that says so. The runbook of an event says whom to ask.',
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
    thresholds: neutral,
    empty: 'No critical event and no warning in this time range.',
  });
}
