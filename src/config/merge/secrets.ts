import type { LabelConfig, MetricConfig, Origin, SourceConfig } from '../config.js';
import { quote } from '../document/describe-node.js';
import type { FieldPath } from '../field-path.js';

interface Guarded extends Pick<SourceConfig, 'fields' | 'secrets' | 'id'> {
  readonly metrics: readonly MetricConfig[];
  /** Where `id` was given. */
  readonly idOrigin: Origin;
  /** The preset that names the secrets, for messages. */
  readonly preset: string;
}

/**
 * No label and no exemplar from a field that may carry a secret: /metrics is read by many, the audit log by few.
 * A keyed hash of one is allowed.
 */
export function checkSecrets(guarded: Guarded): void {
  const { id, idOrigin, metrics } = guarded;
  if (id !== undefined) refuseExposed(guarded, id, idOrigin, 'id', 'the id');
  for (const metric of metrics) {
    for (const label of metric.labels) checkLabel(guarded, label);
  }
}

function checkLabel(guarded: Guarded, { field, hmac, origin }: LabelConfig): void {
  if (field === undefined || hmac !== undefined) return;
  refuseExposed(guarded, field, origin, 'field', 'a label', 'use another field, or hmac for a keyed hash');
}

function refuseExposed(
  guarded: Guarded,
  field: FieldPath,
  origin: Origin,
  key: string,
  what: string,
  way = 'use another field',
): void {
  for (const path of written(guarded, field)) {
    const secret = guarded.secrets.find((each) => isWithin(path, each) || isWithin(each, path));
    if (secret === undefined) continue;
    const name = path.text === field.text ? quote(path.text) : `${quote(field.text)} (${path.text})`;
    const why = isWithin(path, secret)
      ? 'may carry a secret'
      : `holds ${quote(secret.text)}, which may carry a secret`;
    const rule = `preset ${quote(guarded.preset)} lists ${quote(secret.text)} under secrets`;
    origin.issues.add([...origin.path, key], `${name} ${why}, so it cannot be ${what} (${rule}); ${way}`);
    return;
  }
}

/** The fields of the log that a path may mean: its own, and those of the name that it starts with. */
function written({ fields }: Guarded, field: FieldPath): FieldPath[] {
  const [first = '', ...rest] = field.segments;
  const alias = fields.get(first) ?? [];
  const targets = alias.map(({ segments, text }) => ({
    segments: [...segments, ...rest],
    text: [text, ...rest].join('.'),
  }));
  return [field, ...targets];
}

/** At `outer` or below. Segments are compared joined: a path takes a literal key `a.b` as well as `b` in `a`. */
function isWithin(inner: FieldPath, outer: FieldPath): boolean {
  return `${inner.segments.join('.')}.`.startsWith(`${outer.segments.join('.')}.`);
}
