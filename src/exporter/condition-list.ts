import type { MetricConfig, RawCondition } from '../config/config.js';
import type { Condition } from '../match/condition.js';
import { parseCondition } from '../match/parse-condition.js';

/** Numbers of the conditions of one metric. */
export interface ConditionNumbers {
  readonly when: number | undefined;
  /** By label: one per case. */
  readonly cases: ReadonlyMap<string, readonly number[]>;
  /** Of a metric that remembers events. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly until: number | undefined;
}

/** Conditions of one source in the order they were added; their numbers are what metrics go by. */
export class ConditionList {
  readonly conditions: Condition[] = [];

  /** The number of a condition; its problems go to the file it stands in. Undefined when there is none. */
  add(raw: RawCondition | undefined): number | undefined {
    if (raw === undefined) return undefined;
    const { data, origin } = raw;
    const condition = parseCondition(data, origin.path, origin.issues);
    // A condition with problems keeps its number: the configuration is refused as a whole.
    return this.conditions.push(condition ?? { op: 'const', value: false }) - 1;
  }

  addMetric({ when, labels, memory }: MetricConfig): ConditionNumbers {
    const numbers = {
      when: this.add(when),
      from: memory?.kind === 'duration' ? this.add(memory.from) : undefined,
      to: memory?.kind === 'duration' ? this.add(memory.to) : undefined,
      until: memory?.kind === 'streak' ? this.add(memory.until) : undefined,
    };
    const cases = new Map<string, number[]>();
    for (const label of labels) {
      if (label.cases !== undefined)
        cases.set(
          label.name,
          label.cases.map((one) => this.add(one.when)!),
        );
    }
    return { ...numbers, cases };
  }
}
