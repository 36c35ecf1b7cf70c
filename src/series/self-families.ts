import type { Family } from './family.js';
import type { Instrument } from './instrument.js';
import { memoryAccountFamilies } from './memory-account-families.js';
import type { MemoryMetric } from './memory-metric.js';
import { type PlainRow, plainFamily, plainHistogram } from './plain-family.js';
import { LAG_BUCKETS, type SourceAccount, type SourceAccounts } from './source-account.js';

const PREFIX = 'auditlog_exporter_';

/**
 * The exporter's own metrics: what it read, source by source, and how full each metric and its memory is. What an earlier
 * run counted is there for the sources that `instruments` has: the others are not to be seen yet.
 */
export function selfFamilies(
  accounts: SourceAccounts,
  instruments: ReadonlyMap<string, readonly Instrument[]>,
  memories: ReadonlyMap<string, readonly MemoryMetric[]>,
): Family[] {
  const all = [...accounts.entries()];
  const kept = all.filter(([source]) => instruments.has(source));
  return [...sourceFamilies(all, kept), ...metricFamilies(instruments), ...memoryAccountFamilies(memories)];
}

type Accounts = readonly [string, SourceAccount][];

/** `kept`: those whose counters go on from an earlier run. */
function sourceFamilies(accounts: Accounts, kept: Accounts): Family[] {
  const rows = (value: (account: SourceAccount) => number, of = accounts): PlainRow[] =>
    of.map(([source, account]) => ({ labels: [['source', source]], value: value(account) }));
  return [
    plainFamily(
      'counter',
      `${PREFIX}lines_total`,
      'Lines read, by what became of them; the results add up to every line.',
      kept.flatMap(([source, { lines }]) => [
        lineRow(source, 'event', lines.event),
        lineRow(source, 'ignored', lines.ignored),
        lineRow(source, 'invalid', lines.invalid),
        lineRow(source, 'too_long', lines.tooLong),
      ]),
    ),
    plainFamily(
      'counter',
      `${PREFIX}read_bytes_total`,
      'Bytes of complete lines read.',
      rows((a) => a.readBytes, kept),
    ),
    plainFamily(
      'gauge',
      `${PREFIX}lag_bytes`,
      'Bytes in the files that are not read yet.',
      rows((a) => a.lagBytes),
    ),
    plainFamily(
      'gauge',
      `${PREFIX}files`,
      'Files that are open.',
      rows((a) => a.files),
    ),
    plainFamily(
      'gauge',
      `${PREFIX}source_up`,
      '1 when the source can be read, else 0.',
      rows((a) => Number(a.up)),
    ),
    plainFamily(
      'gauge',
      `${PREFIX}stale_writer_files`,
      'Files that were renamed away or deleted over a minute ago and are still written to: a writer missed its SIGHUP.',
      rows((a) => a.staleWriters),
    ),
    plainFamily(
      'counter',
      `${PREFIX}rotations_total`,
      'Rotations seen while running, by kind.',
      accounts.flatMap(([source, { rotations }]) =>
        Object.entries(rotations).map(([kind, value]) => ({
          labels: [['source', source] as const, ['kind', kind] as const],
          value,
        })),
      ),
    ),
    plainFamily(
      'counter',
      `${PREFIX}gaps_total`,
      'Times that log was gone before it could be read.',
      rows((a) => a.gaps, kept),
    ),
    plainFamily(
      'counter',
      `${PREFIX}gap_bytes_total`,
      'Bytes known to be lost in gaps.',
      rows((a) => a.gapBytes, kept),
    ),
    plainHistogram(
      `${PREFIX}event_lag_seconds`,
      "Age of the last event of each batch (up to 1,024 lines) when it was counted, by the event's own time.",
      LAG_BUCKETS,
      accounts.map(([source, account]) => ({
        labels: [['source', source]],
        counts: account.lagCounts,
        sum: account.lagSum,
      })),
    ),
  ];
}

function lineRow(source: string, result: string, value: number): PlainRow {
  return {
    labels: [
      ['source', source],
      ['result', result],
    ],
    value,
  };
}

function metricFamilies(instruments: ReadonlyMap<string, readonly Instrument[]>): Family[] {
  const all = [...instruments].flatMap(([source, list]) =>
    list.map((instrument) => ({ source, instrument })),
  );
  const rows = (value: (instrument: Instrument) => number): PlainRow[] =>
    all.map(({ source, instrument }) => ({
      labels: [
        ['source', source],
        ['metric', instrument.definition.name],
      ],
      value: value(instrument),
    }));
  return [
    plainFamily(
      'gauge',
      `${PREFIX}series`,
      'Series of a metric.',
      rows(({ size }) => size),
    ),
    plainFamily(
      'gauge',
      `${PREFIX}series_limit`,
      'Series a metric may have before `__other__` takes the rest.',
      rows(({ definition }) => definition.limit),
    ),
    plainFamily(
      'counter',
      `${PREFIX}overflow_total`,
      'Events counted in the `__other__` series, for want of room.',
      rows(({ overflow }) => overflow),
    ),
    plainFamily(
      'counter',
      `${PREFIX}bad_values_total`,
      'Events not counted because their value is not a usable number.',
      rows(({ badValues }) => badValues),
    ),
  ];
}
