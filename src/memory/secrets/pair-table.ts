import { type ByteSet, membersOf } from './byte-set.js';
import { rarePair, shareOfPair } from './rare-pair.js';
import type { Shape } from './shape.js';

/** Where shapes may stand if one of a group's pairs was met: the shape's number, how far before the pair it begins. */
export interface Group {
  readonly numbers: Uint32Array;
  readonly offsets: Uint8Array;
}

interface Entry {
  readonly number: number;
  readonly offset: number;
}

const LAST_GROUP = 255;
const OWN_BITS = 24;

/**
 * The rare pairs of many shapes. A shape is in it with one pair that begins at an even offset and one at an odd one: of
 * the pairs that begin at even addresses, exactly one calls for the shape wherever it stands.
 */
export class PairTable {
  /** By pair (the first byte in the low half): the group of entries that may stand there, 0: none. */
  readonly groupOf = new Uint8Array(1 << 16);
  readonly groups: readonly Group[];
  /** By group: one of 32 bits, 0 for group 0. */
  readonly bitOf = new Int32Array(256);
  /** By byte: the bits of the groups whose pairs it may stand right before. */
  readonly before = new Int32Array(256);
  /** By byte: the bits of the groups whose pairs it may stand right behind. */
  readonly behind = new Int32Array(256);

  /** Shapes are known by their numbers; each has three positions or more, 255 at most. */
  constructor(shapes: readonly Shape[]) {
    const entries = entriesByPair(shapes);
    const groups: Group[] = [groupOf([])];
    const known = new Map<string, number>();
    const rest = new Map<string, Entry>();
    for (const [pair, list] of entries) {
      const key = list.map(keyOf).join();
      let group = known.get(key);
      if (group === undefined && groups.length < LAST_GROUP) {
        group = groups.push(groupOf(list)) - 1;
        known.set(key, group);
      }
      if (group === undefined) for (const entry of list) rest.set(keyOf(entry), entry);
      this.groupOf[pair] = group ?? LAST_GROUP;
    }
    if (rest.size > 0) groups.push(groupOf(Array.from(rest.values())));
    this.groups = groups;
    this.#setBits(shapes);
  }

  /** The groups that are met most have a bit of their own, so that what may stand around them is told exactly. */
  #setBits(shapes: readonly Shape[]): void {
    const met = new Float64Array(this.groups.length);
    for (let pair = 0; pair < this.groupOf.length; pair += 1) {
      const group = this.groupOf[pair]!;
      if (group !== 0) met[group]! += shareOfPair(pair & 0xff, pair >>> 8);
    }
    const order = Array.from(this.groups.keys()).slice(1);
    order.sort((one, other) => met[other]! - met[one]!);
    for (const [rank, group] of order.entries()) {
      const bit = 1 << (rank < OWN_BITS ? rank : OWN_BITS + (rank % (32 - OWN_BITS)));
      this.bitOf[group] = bit;
      const { numbers, offsets } = this.groups[group]!;
      for (const [i, number] of numbers.entries()) {
        const shape = shapes[number]!;
        addBit(this.before, shape[offsets[i]! - 1], bit);
        addBit(this.behind, shape[offsets[i]! + 2], bit);
      }
    }
  }
}

function entriesByPair(shapes: readonly Shape[]): ReadonlyMap<number, readonly Entry[]> {
  const entries = new Map<number, Entry[]>();
  for (const [number, shape] of shapes.entries()) {
    if (shape.length < 3 || shape.length > 255) throw new RangeError('a shape has 3 to 255 positions');
    for (const parity of [0, 1] as const) {
      const { offset } = rarePair(shape, parity);
      for (const pair of pairsOf(shape[offset]!, shape[offset + 1]!)) {
        const there = entries.get(pair);
        if (there === undefined) entries.set(pair, [{ number, offset }]);
        else there.push({ number, offset });
      }
    }
  }
  return entries;
}

function pairsOf(first: ByteSet, second: ByteSet): number[] {
  const seconds = membersOf(second);
  return membersOf(first).flatMap((a) => seconds.map((b) => a | (b << 8)));
}

function groupOf(entries: readonly Entry[]): Group {
  return {
    numbers: Uint32Array.from(entries, ({ number }) => number),
    offsets: Uint8Array.from(entries, ({ offset }) => offset),
  };
}

function keyOf({ number, offset }: Entry): string {
  return `${number} ${offset}`;
}

/** Sets a bit for the bytes that may stand at a position; any byte where the shape does not reach. */
function addBit(bits: Int32Array, position: ByteSet | undefined, bit: number): void {
  for (let byte = 0; byte < 256; byte += 1) if ((position?.[byte] ?? 1) === 1) bits[byte]! |= bit;
}
