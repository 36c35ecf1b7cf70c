import { parseExposition } from './parse-exposition.js';
import { Tally } from './tally.js';

/** Which samples make up a group of a tally, and which labels, in this order, make up its keys. */
export interface GroupRule {
  readonly metric: string;
  readonly group: string;
  readonly labels: readonly string[];
  /** Takes the place of the labels, for samples such as `…_sum`. */
  readonly key?: string;
}

/** Totals of an exposition, by the groups of the truth. Labels that no rule names (`source`, `prog`) are summed over. */
export function tallyExposition(text: string, rules: readonly GroupRule[]): Tally {
  const tally = new Tally();
  for (const { name, labels, value } of parseExposition(text)) {
    for (const rule of rules) {
      if (rule.metric !== name) continue;
      const key = rule.key ?? rule.labels.map((label) => labels.get(label) ?? '').join(' ');
      tally.add(rule.group, key, value);
    }
  }
  return tally;
}
