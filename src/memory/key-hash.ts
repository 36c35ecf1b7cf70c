import { randomBytes } from 'node:crypto';

/** Hex digits of a seed: 8 bytes, the key of HalfSipHash. */
const SEED = /^[0-9a-f]{16}$/;

/** Rounds of the end, once per half of the result. */
const FINAL_ROUNDS = 3;

const encoder = new TextEncoder();

/**
 * Keyed 64-bit hash of short keys: HalfSipHash-1-3 with its 64-bit result. What is remembered between events is known
 * by this hash alone, so that an entry costs eight bytes however long its key is. Whoever writes the log chooses the
 * keys, so the hash needs a secret seed: without it nobody can make keys that collide, and by chance two of 100,000
 * keys do so in one of three billion tables.
 *
 * The result of the last call stands in `lo` and `hi` as signed 32-bit integers: small integers to the engine, which
 * allocates nothing for them. Hashes outlive a restart only together with the seed: keep `seed` in the snapshot.
 *
 *     hash.bytes(line, start, end);
 *     const slot = table.find(hash.lo, hash.hi);
 *
 * A tuple is the hash of the hashes of its parts, 64 bits each, in one array of `2 × parts` words:
 *
 *     parts.forEach((part, i) => { hash.text(part); words[2 * i] = hash.lo; words[2 * i + 1] = hash.hi; });
 *     hash.words(words, words.length);
 *
 * 0, 0 may stand for a part that is absent, which is no empty text.
 */
export class KeyHash {
  /** 16 hex digits. */
  readonly seed: string;
  lo = 0;
  hi = 0;
  readonly #key0: number;
  readonly #key1: number;
  #scratch = new Uint8Array(256);

  /** `seed`: that of an earlier KeyHash (`isSeed`); a random one when left out. */
  constructor(seed: string = randomBytes(8).toString('hex')) {
    if (!SEED.test(seed)) throw new Error('a seed has 16 hex digits');
    const bytes = Buffer.from(seed, 'hex');
    this.seed = seed;
    this.#key0 = bytes.readInt32LE(0);
    this.#key1 = bytes.readInt32LE(4);
  }

  /** Hashes a text as its UTF-8 bytes: the same as `bytes` of them. */
  text(text: string): void {
    // A UTF-16 unit has at most three bytes.
    const room = 3 * text.length;
    const scratch = room <= this.#scratch.length ? this.#scratch : new Uint8Array(room);
    this.bytes(scratch, 0, encoder.encodeInto(text, scratch).written);
  }

  /** Hashes the first `length` words: the same as `bytes` of their little-endian bytes. */
  words(words: Int32Array | Uint32Array, length: number): void {
    if (4 * length > this.#scratch.length) this.#scratch = new Uint8Array(8 * length);
    const bytes = this.#scratch;
    for (let i = 0; i < length; i += 1) {
      const word = words[i]!;
      bytes[4 * i] = word;
      bytes[4 * i + 1] = word >>> 8;
      bytes[4 * i + 2] = word >>> 16;
      bytes[4 * i + 3] = word >>> 24;
    }
    this.bytes(bytes, 0, 4 * length);
  }

  /** Hashes `bytes[start, end)`. */
  bytes(bytes: Uint8Array, start: number, end: number): void {
    const tailStart = end - ((end - start) & 3);
    let word = (end - start) << 24;
    for (let at = tailStart; at < end; at += 1) word |= bytes[at]! << (8 * (at - tailStart));
    const tail = word;
    // `| 0`: known to be an integer, else the engine takes twice the time for all that follows.
    let a = this.#key0 | 0;
    let b = this.#key1 ^ 0xee;
    let c = this.#key0 ^ 0x6c796765;
    let d = this.#key1 ^ 0x74656462;
    for (let at = start; at < tailStart; at += 4) {
      word = bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24);
      d ^= word;
      a = (a + b) | 0;
      b = ((b << 5) | (b >>> 27)) ^ a;
      a = (a << 16) | (a >>> 16);
      c = (c + d) | 0;
      d = ((d << 8) | (d >>> 24)) ^ c;
      a = (a + d) | 0;
      d = ((d << 7) | (d >>> 25)) ^ a;
      c = (c + b) | 0;
      b = ((b << 13) | (b >>> 19)) ^ c;
      c = (c << 16) | (c >>> 16);
      a ^= word;
    }
    // The same round for the tail, and for the rounds of the end.
    word = tail;
    for (let step = 0; step <= 2 * FINAL_ROUNDS; step += 1) {
      d ^= word;
      a = (a + b) | 0;
      b = ((b << 5) | (b >>> 27)) ^ a;
      a = (a << 16) | (a >>> 16);
      c = (c + d) | 0;
      d = ((d << 8) | (d >>> 24)) ^ c;
      a = (a + d) | 0;
      d = ((d << 7) | (d >>> 25)) ^ a;
      c = (c + b) | 0;
      b = ((b << 13) | (b >>> 19)) ^ c;
      c = (c << 16) | (c >>> 16);
      a ^= word;
      word = 0;
      if (step === 0) c ^= 0xee;
      else if (step === FINAL_ROUNDS) {
        this.lo = b ^ d;
        b ^= 0xdd;
      }
    }
    this.hi = b ^ d;
  }
}

/** Whether something read from a checkpoint can be given to `new KeyHash`. */
export function isSeed(seed: unknown): seed is string {
  return typeof seed === 'string' && SEED.test(seed);
}
