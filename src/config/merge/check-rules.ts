import { quote } from '../document/describe-node.js';
import type { UserMetric } from '../language/metric-schema.js';
import type { Preset } from '../preset.js';
import { suggestion, unknownWord } from '../schema/choice.js';
import { checkDuplicates } from './duplicates.js';
import { appliesTo, type UserRule } from './merge-metrics.js';

/** Metrics of exporter.yml against the names of the sources. */
export function checkEntries(entries: readonly UserMetric[], sourceNames: readonly string[]): void {
  checkDuplicates(entries);
  for (const { sources = [] } of entries) {
    for (const { value, origin } of sources) {
      if (!sourceNames.includes(value)) {
        origin.issues.add(origin.path, unknownWord('source', value, sourceNames));
      }
    }
  }
}

/** `enabled: false` that removes nothing is most likely a mistyped name. */
export function checkRemovals(rules: readonly UserRule[], presets: ReadonlyMap<string, Preset>): void {
  for (const rule of rules) {
    if (rule.metric !== undefined) continue;
    const names = [...presets]
      .filter(([source]) => appliesTo(rule, source))
      .flatMap(([, preset]) => preset.metrics.map((metric) => metric.name));
    if (names.includes(rule.name)) continue;
    const { origin } = rule.entry;
    const what = `no preset of these sources has a metric ${quote(rule.name)} to remove`;
    const next =
      names.length === 0 ? 'none of them has a preset' : suggestion(rule.name, [...new Set(names)]);
    origin.issues.add([...origin.path, 'name'], `${what}; ${next}`);
  }
}
