import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isSeed, KeyHash } from './key-hash.js';

/** HalfSipHash-c-d, plain and slow, for any number of rounds and a result of 4 or 8 bytes. */
function halfSipHash(c: number, d: number, key: Uint8Array, bytes: Uint8Array, size: 4 | 8): Buffer {
  const keys = Buffer.from(key);
  const [k0, k1] = [keys.readUInt32LE(0), keys.readUInt32LE(4)];
  const padded = Buffer.alloc(Math.floor(bytes.length / 4) * 4 + 4);
  padded.set(bytes);
  padded[padded.length - 1] = bytes.length % 256;
  const v = Uint32Array.of(k0, k1, k0 ^ 0x6c796765, k1 ^ 0x74656462);
  if (size === 8) v[1]! ^= 0xee;
  const rotate = (i: number, bits: number) => {
    v[i] = (v[i]! << bits) | (v[i]! >>> (32 - bits));
  };
  const half = (i: number, j: number, bits: number) => {
    v[i]! += v[j]!;
    rotate(j, bits);
    v[j]! ^= v[i]!;
  };
  const rounds = (count: number) => {
    for (let i = 0; i < count; i += 1) {
      half(0, 1, 5);
      rotate(0, 16);
      half(2, 3, 8);
      half(0, 3, 7);
      half(2, 1, 13);
      rotate(2, 16);
    }
  };
  for (let at = 0; at < padded.length; at += 4) {
    v[3]! ^= padded.readUInt32LE(at);
    rounds(c);
    v[0]! ^= padded.readUInt32LE(at);
  }
  const result = Buffer.alloc(size);
  v[2]! ^= size === 8 ? 0xee : 0xff;
  rounds(d);
  result.writeUInt32LE((v[1]! ^ v[3]!) >>> 0);
  if (size === 4) return result;
  v[1]! ^= 0xdd;
  rounds(d);
  result.writeUInt32LE((v[1]! ^ v[3]!) >>> 0, 4);
  return result;
}

const key = Uint8Array.from({ length: 8 }, (_, i) => i);
const seed = Buffer.from(key).toString('hex');
const counting = (length: number) => Uint8Array.from({ length }, (_, i) => i);

/** `vectors_hsip64` of github.com/veorq/SipHash: HalfSipHash-2-4, 64 bits, of 0 to 19 and of 63 counting bytes. */
const hsip64 = [
  '218d1f59b9b83cc8 be552412f8387315 064f39ef7c50eb57 ce0f1a45f7060679 d5e78a175be52ea1 cb9d7c3f2f3db580',
  'ce3e91358aa2bc25 ff202728b07bc684 edfee820bce4858c 5b51cccc13888307 95b0469f06a6f2ee ae26333994ddcd48',
  '7bc71f9faef5c799 5a2352d75a0c3744 3bb1a870eae8e658 217d0bcb4e81c902 7336aad25f7bf3b5 37adc0641c4c4f6a',
  'c9b2db2b9a3e42f9 f910e48020ab363c 2ea63c71bf326087',
].flatMap((line) => line.split(' '));

/** `test_vectors_hsiphash` of Linux (lib/siphash_kunit.c, 32-bit machines): HalfSipHash-1-3, 32 bits. */
const hsiphash = [
  1477757078, -404200246, -1135931856, 22255929, 2114297510, -1998333797, -1610085531, -1657218602,
  1467586993, -935736595, -453365041, -1785575698, 1797785964, 1725799638, 375753340, -802850044,
];

test('the plain twin gives the published values of HalfSipHash-2-4 and HalfSipHash-1-3', () => {
  for (const [i, expected] of hsip64.entries()) {
    const bytes = counting(i === 20 ? 63 : i);
    assert.equal(halfSipHash(2, 4, key, bytes, 8).toString('hex'), expected);
  }
  for (const [i, expected] of hsiphash.entries())
    assert.equal(halfSipHash(1, 3, key, counting(i), 4).readInt32LE(), expected);
});

test('equals the plain twin for every length, seed and position', () => {
  const bytes = fc.uint8Array({ maxLength: 300 });
  fc.assert(
    fc.property(bytes, fc.nat(9), fc.uint8Array({ minLength: 8, maxLength: 8 }), (text, offset, own) => {
      const hash = new KeyHash(Buffer.from(own).toString('hex'));
      const around = new Uint8Array(text.length + 2 * offset).fill(0xa5);
      around.set(text, offset);
      hash.bytes(around, offset, offset + text.length);
      assert.deepEqual(resultOf(hash), halfSipHash(1, 3, own, text, 8));
    }),
    { numRuns: 1000 },
  );
});

test('a text is hashed as its UTF-8 bytes, words as theirs', () => {
  const [one, other] = [new KeyHash(seed), new KeyHash(seed)];
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.int32Array({ maxLength: 100 }),
      (text, words) => {
        const utf8 = Buffer.from(text);
        one.text(text);
        other.bytes(utf8, 0, utf8.length);
        assert.deepEqual(resultOf(one), resultOf(other));
        const bytes = Buffer.alloc(4 * words.length);
        words.forEach((word, i) => {
          bytes.writeInt32LE(word, 4 * i);
        });
        one.words(Int32Array.of(...words, 7), words.length);
        other.bytes(bytes, 0, bytes.length);
        assert.deepEqual(resultOf(one), resultOf(other));
      },
    ),
  );
});

test('results are small integers, and depend on a seed that is random unless it is given', () => {
  const hashes = Array.from({ length: 100 }, () => new KeyHash());
  const results = hashes.map((hash) => {
    hash.text('token');
    assert.equal(hash.lo, hash.lo | 0);
    assert.equal(hash.hi, hash.hi | 0);
    return resultOf(hash).toString('hex');
  });
  assert.equal(new Set(results).size, 100);
  const again = new KeyHash(hashes[0]!.seed);
  again.text('token');
  assert.equal(resultOf(again).toString('hex'), results[0]);
});

test('tells a seed from anything else', () => {
  for (const wrong of [
    undefined,
    null,
    7,
    '',
    'abc',
    `${seed}0`,
    `x${seed.slice(1)}`,
    seed.toUpperCase().replace('0', 'A'),
  ])
    assert.equal(isSeed(wrong), false);
  assert.equal(isSeed(seed), true);
  assert.throws(() => new KeyHash('secret'), /a seed has 16 hex digits/);
});

function resultOf({ lo, hi }: KeyHash): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32LE(lo);
  bytes.writeInt32LE(hi, 4);
  return bytes;
}
