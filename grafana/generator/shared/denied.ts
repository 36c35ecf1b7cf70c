import type { SizedPanel } from '../panels/panel.js';
import { table } from '../panels/table.js';
import { rising } from '../panels/thresholds.js';
import { bars } from '../panels/time-series.js';
import { inRange, perStep, series, top } from '../promql.js';
import { graph, rows } from '../target.js';

const metric = 'audit_denied_total';

/** Who is refused most, and whether that goes on. */
export function deniedUsers(options: {
  width: number;
  height: number;
  title?: string;
  description?: string;
  matchers?: string;
  alerts: string[];
}): SizedPanel {
  const labels = 'system, source, user';
  const most = `topk(20, ${inRange(metric, options.matchers, labels)} > 0)`;
  return table({
    title: 'Denied users',
    description:
      'The 20 users who were refused most in the time range, and how often in a row just now. User `-` is a caller without a name: an unknown or expired token.',
    ...options,
    targets: [
      rows(`sort_desc(${most})`),
      rows(
        `max by (${labels}) (${series('audit_denied_streak', options.matchers)}) and on (${labels}) ${most}`,
      ),
    ],
    columns: {
      user: 'User',
      source: 'Source',
      'Value #A': 'Denied',
      'Value #B': 'In a row now',
    },
    bars: { Denied: undefined },
    colored: ['In a row now'],
    thresholds: rising(5, 30),
    empty: 'Nobody was denied in this time range.',
  });
}

/** When the users who are refused most were refused. */
export function deniedByUser(options: {
  width: number;
  height: number;
  matchers?: string;
  alerts: string[];
}): SizedPanel {
  const most = `topk(8, sum by (user) (increase(${series(metric, options.matchers)}[$__range] @ end())))`;
  return bars({
    title: 'Denied calls by user',
    description:
      'When the eight users who were refused most were refused. A block that begins all at once is a changed policy or an expired token; one that goes on by night is a program, or somebody who tries.',
    ...options,
    targets: [graph(`${perStep(metric, options.matchers, 'user')} and on (user) ${most} > 0`, '{{user}}')],
    empty: 'Nobody was denied in this time range.',
  });
}

/** What is refused: by operation. */
export function deniedByOperation(options: {
  width: number;
  height: number;
  matchers?: string;
  alerts: string[];
}): SizedPanel {
  return table({
    title: 'Denied operations',
    description: 'What was refused in the time range, by system and operation.',
    ...options,
    targets: [rows(top(20, inRange(metric, options.matchers, 'system, operation')))],
    columns: { system: 'System', operation: 'Operation', Value: 'Denied' },
    bars: { Denied: undefined },
    thresholds: rising(5, 30),
    empty: 'Nothing was denied in this time range.',
  });
}
