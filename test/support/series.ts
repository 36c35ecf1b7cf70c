import type { LabelConfig, Origin } from '../../src/config/config.js';
import { Batch } from '../../src/decode/batch.js';
import { CellKind, Dictionary } from '../../src/decode/dictionary.js';
import { readJsonValue } from '../../src/decode/read-json-value.js';
import type { EventTimeOf } from '../../src/series/event-time-of.js';
import type { FamilyPart } from '../../src/series/family.js';
import type { InstrumentDefinition, LabelSource } from '../../src/series/instrument-definition.js';
import { planOf } from './decode-line.js';

const origin: Origin = { file: 'exporter.yml', line: 1, path: [], issues: { add() {} } };

/** A label from the field `field` that changes nothing, but for what `parts` says. */
export function labelConfig(parts: Partial<LabelConfig> = {}): LabelConfig {
  return {
    name: 'label',
    origin,
    field: { segments: ['field'], text: 'field' },
    label: undefined,
    cases: undefined,
    value: undefined,
    segments: undefined,
    replace: [],
    lower: false,
    cidr: undefined,
    map: undefined,
    hmac: undefined,
    default: undefined,
    values: [],
    ...parts,
  };
}

/** A counter without labels and a limit of 10, but for what `parts` says. */
export function definition(parts: Partial<InstrumentDefinition> = {}): InstrumentDefinition {
  return {
    name: 'audit_x_total',
    help: 'Help. (exporter.yml:1)',
    type: 'counter',
    when: undefined,
    value: undefined,
    buckets: [],
    labels: [],
    constants: [],
    limit: 10,
    fingerprint: '',
    ...parts,
  };
}

/** A label with the text of a column as it is. */
export function fieldLabel(name: string, column: number, values: readonly string[] = []): LabelSource {
  return { name, from: 'field', column, transform: (text) => text ?? '', values };
}

/** A batch with these rows; cells are texts, numbers or absent. Raw columns are filled by the test. */
export function batchOf(
  rows: readonly (readonly (string | number | undefined)[])[],
  dictionary = new Dictionary(readJsonValue),
  raws: readonly string[] = [],
): Batch {
  const width = Math.max(0, ...rows.map(({ length }) => length));
  const plan = planOf(
    Array.from({ length: width }, (_, i) => `c${i}`),
    raws,
  );
  const batch = new Batch({ ...plan, ids: raws.map((_, i) => i) }, dictionary, Math.max(1, rows.length));
  rows.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (typeof cell === 'string') batch.setText(column, row, cell);
      if (typeof cell === 'number') batch.ids[column]![row] = dictionary.idOf(`${cell}`, CellKind.scalar);
    });
    batch.lineNumber[row] = row;
  });
  batch.rows = rows.length;
  return batch;
}

/** Events of these times. */
export function timesOf(times: readonly number[]): EventTimeOf {
  return { at: (row) => times[row] ?? Number.NaN };
}

export const noTimes: EventTimeOf = timesOf([]);

/** The values of every series by its labels, in the order of the slots. */
export function valuesOf(part: FamilyPart): [string, number][] {
  return Array.from({ length: part.size }, (_, slot) => [part.labels(slot), part.value(slot)]);
}
