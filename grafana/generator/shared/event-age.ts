import { barGauge } from '../panels/bar-gauge.js';
import type { SizedPanel } from '../panels/panel.js';
import { eventAge } from '../promql.js';
import { now } from '../target.js';

/** How long each log has been silent. */
export function ageOfLastEvent(options: { width: number; height: number; alerts: string[] }): SizedPanel {
  return barGauge({
    ...options,
    title: 'Age of the last event',
    description:
      'Time since the last event of each log, by the time of the event. Orange from 15 minutes on: is the log quiet, or is it broken? Red from 3 days on. Blue: the clock of its writer is ahead.',
    unit: 's',
    decimals: 1,
    targets: [now(`sort_desc(${eventAge})`, '{{source}} ({{system}})')],
    full: 3600,
    thresholds: [
      [null, 'blue'],
      [-300, 'green'],
      [900, 'orange'],
      [259_200, 'red'],
    ],
    empty: 'No log is read now, or none has had an event.',
  });
}
