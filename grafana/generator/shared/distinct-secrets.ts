import { barGauge } from '../panels/bar-gauge.js';
import type { SizedPanel } from '../panels/panel.js';
import { rising } from '../panels/thresholds.js';
import { series, top } from '../promql.js';
import { now } from '../target.js';
import { distinctLimit } from './distinct-limit.js';

/** Who reads many different secrets, against the number that is too many. */
export function distinctSecrets(
  window: '1h' | '24h',
  options: { width: number; height: number; alerts: string[] },
): SizedPanel {
  const limit = distinctLimit(window);
  return barGauge({
    ...options,
    title: `Different secrets read, last ${window}`,
    description: `The ten users who read most different secrets in the last ${window}. A full bar is the limit of the presets, ${limit}: somebody copies what he can get, or a program reads more than it needs.`,
    targets: [
      now(
        top(10, `max by (system, user) (${series('audit_distinct_secrets', `window="${window}"`)})`),
        '{{user}} ({{system}})',
      ),
    ],
    full: limit,
    thresholds: rising(Math.round(limit / 2), limit),
    empty: `Nobody read a secret in the last ${window}.`,
  });
}
