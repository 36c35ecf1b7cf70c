import type { LabelConfig } from '../config.js';
import { map } from '../schema/map.js';
import { type At, below, originOf, type Schema } from '../schema/schema.js';
import { emptyRule, type LabelRule, labelRule } from './label-schema.js';

/** Set by Prometheus or by the exposition format itself, or on every metric already. */
const taken = new Map([
  ['le', 'is the bucket label of histograms'],
  ['quantile', 'is the quantile label of summaries'],
  ['job', 'is set by Prometheus'],
  ['instance', 'is set by Prometheus'],
  ['source', 'is on every metric already'],
  ['system', 'is on every metric already'],
]);
const pattern = '^(?!__)(?!exported_)(?!(le|quantile|job|instance|source|system)$)[a-zA-Z_][a-zA-Z0-9_]*$';

/** A label that did not read still counts as a label of that name, so that one mistake is one problem. */
const tolerantRule: Schema<LabelRule> = { ...labelRule, read: (at: At) => labelRule.read(at) ?? emptyRule };

const rules = map(tolerantRule, 'a map of label names to fields', {
  wrong: wrongLabelName,
  pattern,
  minProperties: 0,
});

/** The labels of a metric. */
export const labels: Schema<readonly LabelConfig[]> = {
  expected: rules.expected,
  read(at) {
    const read = rules.read(at);
    if (read === undefined || at.node.kind !== 'map') return undefined;
    return [...at.node.entries].map(([name, entry]) => ({
      ...(read.get(name) ?? emptyRule),
      name,
      origin: originOf(below(at, name, entry.value)),
    }));
  },
  json: (definitions) => rules.json(definitions),
};

/** Research: Prometheus naming rules; `exported_` is what Prometheus renames clashing labels to. */
function wrongLabelName(name: string): string | undefined {
  const why = taken.get(name);
  if (why !== undefined) return `cannot be a label: it ${why}; choose another name`;
  if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name)) {
    return 'is not a label name; letters, digits and "_" are allowed, and no digit at the start';
  }
  if (name.startsWith('__'))
    return 'cannot be a label: names with "__" at the start belong to Prometheus; choose another';
  if (name.startsWith('exported_')) {
    return 'cannot be a label: Prometheus puts "exported_" before labels that clash with its own; choose another name';
  }
  return undefined;
}
