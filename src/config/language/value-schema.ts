import type { ValueConfig } from '../config.js';
import { byKind } from '../schema/by-kind.js';
import { choice } from '../schema/choice.js';
import { optional, required } from '../schema/key.js';
import { mapped } from '../schema/mapped.js';
import { finiteNumber } from '../schema/number.js';
import { object } from '../schema/object.js';
import type { Schema } from '../schema/schema.js';
import { fieldPath } from './field-path-schema.js';

/** Factors to the base units of Prometheus: seconds, bytes, ratio. */
const scales = {
  ns: 1e-9,
  us: 1e-6,
  ms: 1e-3,
  s: 1,
  min: 60,
  h: 3_600,
  d: 86_400,
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  '%': 0.01,
  ratio: 1,
  timestamp: 'timestamp',
} as const;
const units = Object.keys(scales) as (keyof typeof scales)[];

const withUnit: Schema<ValueConfig> = mapped(
  object(
    {
      field: required(fieldPath, 'The field that holds the number.'),
      unit: optional(
        choice('unit', units),
        'Unit in the log; converted to seconds, bytes or a ratio. `timestamp` reads a time.',
      ),
      scale: optional(finiteNumber('a number above 0'), 'A factor, where no unit fits.', 1),
    },
    {
      name: 'a value',
      json: { not: { required: ['unit', 'scale'] } },
      check({ scale }, at) {
        const { issues } = at.file;
        if (scale !== undefined && scale <= 0) {
          issues.add([...at.path, 'scale'], `expected a number above 0, found ${scale}`);
        }
        if (at.node.entries.has('scale') && at.node.entries.has('unit')) {
          issues.add([...at.path, 'scale'], 'remove "scale" or "unit": a value has one of them', {
            atKey: true,
          });
        }
      },
    },
  ),
  ({ field, unit, scale }) => ({
    // Absent only when there is an issue, and then nothing is made of this.
    field: field ?? { segments: [], text: '' },
    scale: unit === undefined ? (scale ?? 1) : scales[unit],
  }),
);

/** The number that an event brings to a metric. */
export const value: Schema<ValueConfig> = byKind('a field path, or a map with field and unit', {
  scalar: mapped(fieldPath, (field) => ({ field, scale: 1 })),
  map: withUnit,
});
