import type { FamilyPart } from './family.js';
import type { Instrument } from './instrument.js';

/**
 * An instrument as one scraper is to see it: the series that there are now, those from slot `seen` on with the value 0.
 * A gauge shows a state and has no first increase to be missed: it is shown as it is. A series that is born while an
 * answer is on its way is left for the next one: nobody would know that it was shown.
 */
export function scraperView(instrument: Instrument, seen: number): FamilyPart {
  const { size } = instrument;
  const shown = instrument.definition.type === 'gauge' ? size : seen;
  return {
    size,
    labels: (slot) => instrument.labels(slot),
    value: (slot) => (slot < shown ? instrument.value(slot) : 0),
    bucket: (slot, bucket) => (slot < shown ? instrument.bucket(slot, bucket) : 0),
    sum: (slot) => (slot < shown ? instrument.sum(slot) : 0),
    exemplar: (slot, bucket) => (slot < shown ? instrument.exemplar(slot, bucket) : undefined),
    created: (slot) => instrument.created(slot),
  };
}
