/** Uniform numbers in [0, 1). Injected, so that whatever is drawn can be drawn again. */
export type Random = () => number;

/**
 * Numbers that are the same on every machine for one seed (mulberry32: 32 bits of state, period 2^32).
 * For made-up data only: who sees some of them can tell the rest.
 */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from `from` up to, but without, `to`. */
export function randomInt(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from));
}

/** One of `list`, which must not be empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  return list[randomInt(random, 0, list.length)] as T;
}

const fourDigits = Array.from({ length: 0x10000 }, (_, value) => value.toString(16).padStart(4, '0'));

/** Lower-case hex digits; `digits` is a multiple of 4. */
export function randomHex(random: Random, digits: number): string {
  let text = '';
  for (let i = 0; i < digits; i += 4) text += fourDigits[(random() * 0x10000) | 0];
  return text;
}

/** Eight, four, four, four and twelve hex digits, as Vault and Conjur number their requests. */
export function randomUuid(random: Random): string {
  const hex = (digits: number) => randomHex(random, digits);
  return `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`;
}
