import type { Family } from './family.js';
import type { MemoryAccount, MemoryMetric } from './memory-metric.js';
import { type PlainRow, plainFamily } from './plain-family.js';

const PREFIX = 'auditlog_exporter_';

/** What is told of metrics that remember events, by source: how full their memory is, and what became of what they join. */
export function memoryAccountFamilies(memories: ReadonlyMap<string, readonly MemoryMetric[]>): Family[] {
  const all = [...memories].flatMap(([source, metrics]) =>
    metrics.flatMap((metric): Counted[] => {
      const account = metric.account();
      return account === undefined ? [] : [{ labels: labelsOf(source, metric.name), account }];
    }),
  );
  const rows = (value: (account: MemoryAccount) => number): PlainRow[] =>
    all.map(({ labels, account }) => ({ labels, value: value(account) }));
  return [
    plainFamily(
      'gauge',
      `${PREFIX}memory_entries`,
      'Entries that a metric remembers: label sets, keys or combinations.',
      rows(({ entries }) => entries),
    ),
    plainFamily(
      'gauge',
      `${PREFIX}memory_limit`,
      'Entries a metric may remember before the oldest is forgotten.',
      rows(({ limit }) => limit),
    ),
    plainFamily(
      'counter',
      `${PREFIX}memory_forgotten_total`,
      'Entries that were forgotten for want of room.',
      rows(({ forgotten }) => forgotten),
    ),
    plainFamily(
      'gauge',
      `${PREFIX}memory_estimated`,
      'Windows of label sets whose number of different values is an estimate, for want of room.',
      all.flatMap(({ labels, account: { estimated } }) =>
        estimated === undefined ? [] : [{ labels, value: estimated }],
      ),
    ),
    ...joinFamilies(all),
  ];
}

interface Counted {
  readonly labels: PlainRow['labels'];
  readonly account: MemoryAccount;
}

function joinFamilies(all: readonly Counted[]): Family[] {
  const joins = all.flatMap(({ labels, account }) =>
    account.joins === undefined ? [] : [{ labels, ...account.joins }],
  );
  return [
    plainFamily(
      'counter',
      `${PREFIX}joins_total`,
      'Events that a duration measures between, by what became of them (both events of a pair are joined); with those in flight they are all there were.',
      joins.flatMap(({ labels, results }) =>
        Object.entries(results).map(([result, value]) => ({
          labels: [...labels, ['result', result]],
          value,
        })),
      ),
    ),
    plainFamily(
      'gauge',
      `${PREFIX}joins_in_flight`,
      'Events that wait for the other one of their pair.',
      joins.map(({ labels, inFlight }) => ({ labels, value: inFlight })),
    ),
  ];
}

function labelsOf(source: string, metric: string): PlainRow['labels'] {
  return [
    ['source', source],
    ['metric', metric],
  ];
}
