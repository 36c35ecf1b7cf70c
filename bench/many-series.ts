import { Instrument } from '../src/series/instrument.js';
import type { InstrumentDefinition } from '../src/series/instrument-definition.js';
import type { SavedSeries } from '../src/series/instrument-snapshot.js';

const common = {
  help: '',
  when: undefined,
  value: undefined,
  constants: [],
  fingerprint: '',
} satisfies Partial<InstrumentDefinition>;

function labels(names: readonly string[]): InstrumentDefinition['labels'] {
  return names.map((name, column) => ({
    ...{ name, from: 'field', column, transform: (text) => text ?? '', values: [] },
  }));
}

/** Instruments with so many series in all: half are counters by user and path, half histograms with ten buckets. */
export function manySeries(series: number): Instrument[] {
  const counter = new Instrument({
    ...{ ...common, name: 'audit_x_total', type: 'counter', buckets: [] },
    labels: labels(['user', 'path']),
    limit: series,
  });
  const histogram = new Instrument({
    ...{ ...common, name: 'audit_y_seconds', type: 'histogram', labels: labels(['user']) },
    buckets: [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60],
    limit: series,
  });
  fill(counter, series / 2, 2, 1);
  fill(histogram, series / 2, 1, 12);
  return [counter, histogram];
}

function fill(instrument: Instrument, series: number, width: number, numbers: number): void {
  const all = Array.from({ length: series }, (_, i): SavedSeries => {
    const values = [
      `oidc-firstname.lastname-${i}@example.com`,
      `secret/data/team-${i % 997}/application/${i}`,
    ];
    return {
      labels: values.slice(0, width),
      numbers: Array.from({ length: numbers }, (__, at) => i * at + 0.25),
      birth: 1_763_700_000_000 + i,
    };
  });
  instrument.restore({ metric: '', fingerprint: '', overflow: 0, badValues: 0, series: all });
}
