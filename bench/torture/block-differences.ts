import type { Tally } from '../tally.js';
import { blockLines, eventOf } from './line.js';
import type { Bounds } from './truth.js';

/** Events of one file that were lost, or counted more than once. */
export interface Difference {
  readonly file: string;
  readonly kind: 'lost' | 'twice' | 'mixed';
  /** First and last event; all of them when `exact`, else the block that they are in. */
  readonly from: number;
  readonly to: number;
  readonly events: number;
  /** Taken for one piece, they are these: their number and the sum of their numbers say so. */
  readonly exact: boolean;
  /** The marks of everything that is wrong in the file say the same. */
  readonly confirmed: boolean;
}

type Unconfirmed = Omit<Difference, 'confirmed'>;

/**
 * What `found` has wrong in one file, in order. Counters tell only how many events of a block there are and what their
 * numbers add up to; of one piece that tells which.
 */
export function differencesOf({ least, most }: Bounds, found: Tally, file: string): readonly Difference[] {
  const differences: Unconfirmed[] = [];
  for (let number = 0; most.group('block').has(`${file}:${number}`); number += 1) {
    const block = `${file}:${number}`;
    const of = (tally: Tally, group: string) => tally.group(group).get(block) ?? 0;
    const have = of(found, 'block');
    const sum = of(found, 'block_seq') - of(most, 'block_seq');
    const [low, high] = [of(least, 'block'), of(most, 'block')];
    const whole = { file, from: number * blockLines + 1, to: number * blockLines + high };
    if (have < low) {
      const events = low - have;
      differences.push(piece({ ...whole, kind: 'lost', events }, -sum, low === high));
    } else if (have > high) {
      differences.push(piece({ ...whole, kind: 'twice', events: have - high }, sum, true));
    } else if (low === high && sum !== 0) {
      differences.push({ ...whole, kind: 'mixed', events: 0, exact: false });
    }
  }
  const pieces = joined(differences);
  const confirmed = marksOf(pieces, file) === markOf(found, file) - markOf(most, file);
  return pieces.map((difference) => ({ ...difference, confirmed }));
}

const markOf = (tally: Tally, file: string) => tally.group('mark').get(file) ?? 0;

/** What the differences, if they are what they look like, add to the sum of marks. */
function marksOf(differences: readonly Unconfirmed[], file: string): number {
  let marks = 0;
  for (const { kind, from, to, exact } of differences) {
    if (!exact) return Number.NaN;
    for (let seq = from; seq <= to; seq += 1) marks += eventOf(file, seq).mark * (kind === 'lost' ? -1 : 1);
  }
  return marks;
}

function piece(within: Omit<Unconfirmed, 'exact'>, sum: number, known: boolean): Unconfirmed {
  const { from, to, events } = within;
  const first = sum / events - (events - 1) / 2;
  const last = first + events - 1;
  const exact = known && Number.isInteger(first) && first >= from && last <= to;
  return exact ? { ...within, from: first, to: last, exact } : { ...within, exact };
}

function joined(differences: readonly Unconfirmed[]): readonly Unconfirmed[] {
  const result: Unconfirmed[] = [];
  for (const next of differences) {
    const last = result.at(-1);
    if (last?.exact && next.exact && last.kind === next.kind && next.from === last.to + 1) {
      result[result.length - 1] = { ...last, to: next.to, events: last.events + next.events };
    } else result.push(next);
  }
  return result;
}
