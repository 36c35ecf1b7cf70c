import type { Family } from '../series/family.js';
import { escapeHelp } from './escape-help.js';
import type { Format } from './format.js';

/** Base units of https://prometheus.io/docs/practices/naming/ that a name can end with. */
const units = ['seconds', 'bytes', 'ratio', 'celsius', 'meters', 'volts', 'amperes', 'joules', 'grams'];

/** The metadata lines of a family, each with its line end. */
export interface FamilyHead {
  readonly lines: string;
  /** Whether its samples may carry exemplars. */
  readonly exemplars: boolean;
  /** Name of the samples that tell when a series began; undefined where the format or the type has none. */
  readonly created: string | undefined;
}

/** HELP and TYPE of text 0.0.4. A family without help has no HELP line. */
export function textHead(family: Family, format: Format): FamilyHead {
  const help = family.help === '' ? '' : `# HELP ${family.name} ${escapeHelp(family.help, format)}\n`;
  return { lines: `${help}# TYPE ${family.name} ${family.type}\n`, exemplars: false, created: undefined };
}

/**
 * TYPE, UNIT, HELP of OpenMetrics, in that order. A counter's family is its name without `_total`; a counter
 * for which that cannot be done, because it lacks the suffix or the rest is the name of another family, is of
 * type unknown, so that its samples are called the same in both formats.
 */
export function openMetricsHead(family: Family, format: Format, taken: ReadonlySet<string>): FamilyHead {
  const base = family.type === 'counter' ? family.name.replace(/_total$/, '') : family.name;
  const unknown = family.type === 'counter' && (base === family.name || taken.has(base));
  const name = unknown ? family.name : base;
  const unit = units.find((candidate) => name.endsWith(`_${candidate}`));
  const lines = [`# TYPE ${name} ${unknown ? 'unknown' : family.type}\n`];
  if (unit !== undefined) lines.push(`# UNIT ${name} ${unit}\n`);
  if (family.help !== '') lines.push(`# HELP ${name} ${escapeHelp(family.help, format)}\n`);
  const counts = !unknown && family.type !== 'gauge';
  const created = `${name}_created`;
  return {
    lines: lines.join(''),
    exemplars: counts,
    created: counts && !taken.has(created) ? created : undefined,
  };
}
