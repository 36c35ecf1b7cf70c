import { createHash, createHmac } from 'node:crypto';
import { RE2JS } from 're2js';
import type { LabelConfig } from '../config/config.js';
import { networkOf } from './network-of.js';

/** Longest label value, in code points; longer ones are cut and end with `…`. */
export const MAX_LABEL_LENGTH = 256;

/** The text of a field (or of another label), or undefined when it is not there, to the value of a label. */
export type LabelTransform = (text: string | undefined) => string;

/**
 * Compiles what a label does with its text, in this order: segments, replace, lower, cidr, map, hmac; then the default
 * for what is absent or empty; then the length limit.
 */
export function labelTransform(label: LabelConfig): LabelTransform {
  const steps = [segments(label), replace(label), lower(label), cidr(label), map(label), hmac(label)].filter(
    (step) => step !== undefined,
  );
  const fallback = label.default ?? '';
  return (text) => {
    let value = text ?? '';
    for (const step of steps) if (value !== '') value = step(value);
    return limitLength(value === '' ? fallback : value);
  };
}

type Step = ((text: string) => string) | undefined;

function segments({ segments: range }: LabelConfig): Step {
  if (range === undefined) return undefined;
  return (text) => text.split('/').slice(range.from, range.to).join('/');
}

/** As `replace` of Prometheus' relabelling: the regular expression is anchored; without a match nothing changes. */
function replace({ replace: rules }: LabelConfig): Step {
  if (rules.length === 0) return undefined;
  const compiled = rules.map(({ regex, replacement }) => ({
    regex: RE2JS.compile(`^(?:${regex})$`, RE2JS.DOTALL),
    replacement,
  }));
  return (text) => {
    let value = text;
    for (const { regex, replacement } of compiled) {
      const matcher = regex.matcher(value);
      if (matcher.find()) value = expand(replacement, (group) => groupOf(matcher, group));
    }
    return value;
  };
}

/** `$1`, `${1}`, `$name`, `${name}`, `$$`, as Go's Regexp.Expand, which Prometheus uses. */
function expand(template: string, group: (name: string) => string): string {
  return template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole, bare?: string, braced?: string) => {
    const name = bare ?? braced;
    return name === undefined ? whole.slice(1) : group(name);
  });
}

function groupOf(matcher: ReturnType<RE2JS['matcher']>, name: string): string {
  try {
    return (/^(?:0|[1-9]\d*)$/.test(name) ? matcher.group(Number(name)) : matcher.group(name)) ?? '';
  } catch {
    // Go expands the name of a group that is not there to nothing; `01` is a name there.
    return '';
  }
}

function lower(label: LabelConfig): Step {
  return label.lower ? (text) => text.toLowerCase() : undefined;
}

function cidr({ cidr: networks }: LabelConfig): Step {
  if (networks === undefined) return undefined;
  const find = networkOf(networks);
  return (text) => find(text) ?? '';
}

/** A value that the map does not name becomes the default, or stays as it is when there is none. */
function map(label: LabelConfig): Step {
  const table = label.map;
  if (table === undefined) return undefined;
  return (text) => table.get(text) ?? label.default ?? text;
}

function hmac({ hmac: keyed }: LabelConfig): Step {
  if (keyed === undefined) return undefined;
  const start = keyed.keyId ? `${keyId(keyed.key)}-` : '';
  return (text) => start + createHmac('sha256', keyed.key).update(text).digest('hex').slice(0, keyed.length);
}

/** What `sha256sum` prints first: tells keys apart, and nothing of a key that cannot be guessed anyway. */
function keyId(key: Uint8Array): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

function limitLength(text: string): string {
  // A text has at most as many code points as UTF-16 units.
  if (text.length <= MAX_LABEL_LENGTH) return text;
  const points = [...text.slice(0, 2 * MAX_LABEL_LENGTH + 2)];
  return points.length <= MAX_LABEL_LENGTH ? text : `${points.slice(0, MAX_LABEL_LENGTH - 1).join('')}…`;
}
