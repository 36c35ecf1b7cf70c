import type { SizedPanel } from '../panels/panel.js';
import { stat } from '../panels/stat.js';
import { mustBeZero, type Thresholds } from '../panels/thresholds.js';
import { inRange } from '../promql.js';
import { now } from '../target.js';

export interface EventStatOptions {
  readonly title: string;
  readonly description: string;
  /** Values of the label `event`. All of them are exposed at 0 from the start, so that 0 is known to be 0. */
  readonly events: readonly string[];
  readonly alerts: readonly string[];
  /** What is shown when no log is read that could tell. */
  readonly empty: string;
  readonly width?: number;
  readonly thresholds?: Thresholds;
}

/** How often something happened that must not. */
export function eventStat({
  events,
  width = 3,
  thresholds = mustBeZero,
  ...options
}: EventStatOptions): SizedPanel {
  const matcher = events.length === 1 ? `event="${events[0]}"` : `event=~"${events.join('|')}"`;
  return stat({
    ...options,
    width,
    thresholds,
    targets: [now(inRange('audit_security_events_total', matcher))],
  });
}
