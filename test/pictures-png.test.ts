import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import { decodePng } from '../scripts/pictures/png/decode-png.js';
import { encodePng } from '../scripts/pictures/png/encode-png.js';
import { paletteOf } from '../scripts/pictures/png/palette.js';

const [width, height] = [5, 6];
const rgb = Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 37) % 256);

/** A PNG of these pixels, with each of the filters in turn. */
function png(channels: 3 | 4): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, channels === 3 ? 2 : 6, 0, 0, 0], 8);
  const at = (x: number, y: number, channel: number) => {
    if (x < 0 || y < 0) return 0;
    return channel === 3 ? 255 : rgb[(y * width + x) * 3 + channel]!;
  };
  const rows = Array.from({ length: height }, (_, y) => {
    const filter = y % 5;
    const bytes = Array.from({ length: width * channels }, (_byte, index) => {
      const [x, channel] = [Math.floor(index / channels), index % channels];
      const [left, up, corner] = [at(x - 1, y, channel), at(x, y - 1, channel), at(x - 1, y - 1, channel)];
      const predictions = [0, left, up, Math.floor((left + up) / 2), paeth(left, up, corner)];
      return (at(x, y, channel) - predictions[filter]! + 256) % 256;
    });
    return Buffer.from([filter, ...bytes]);
  });
  const data = deflateSync(Buffer.concat(rows));
  return Buffer.concat([
    Buffer.alloc(8),
    chunk('IHDR', head),
    chunk('IDAT', data.subarray(0, 9)),
    chunk('IDAT', data.subarray(9)),
  ]);
}

function paeth(a: number, b: number, c: number): number {
  const distances = [a, b, c].map((one) => Math.abs(a + b - c - one));
  return [a, b, c][distances.indexOf(Math.min(...distances))]!;
}

function chunk(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([length, Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
}

test('pixels are read through every filter, with and without alpha', () => {
  for (const channels of [3, 4] as const) {
    assert.deepEqual(decodePng(png(channels)), { width, height, rgb }, `${channels} channels`);
  }
});

test('what is written has the same pixels, and checksums as PNG asks for', () => {
  const file = encodePng({ width, height, rgb });
  // The empty last chunk is the same in every PNG.
  assert.equal(file.subarray(-12).toString('hex'), '0000000049454e44ae426082');
  const chunks = file.toString('latin1');
  const data = (type: string) => {
    const at = chunks.indexOf(type);
    return file.subarray(at + 4, at + 4 + file.readUInt32BE(at - 4));
  };
  const colors = data('PLTE');
  const rows = inflateSync(data('IDAT'));
  const pixels = Array.from(
    { length: width * height },
    (_, pixel) => rows[pixel + Math.floor(pixel / width) + 1]!,
  );
  assert.deepEqual(
    pixels.flatMap((index) => [...colors.subarray(index * 3, index * 3 + 3)]),
    [...rgb],
  );
});

test('of many colours 256 are left, the most frequent ones as they are', () => {
  const counts = new Map(Array.from({ length: 5000 }, (_, at) => [at * 3001, 1]));
  counts.set(0x181b1f, 1_000_000);
  const palette = paletteOf(counts);
  assert.equal(palette.length, 256);
  assert.ok(palette.includes(0x181b1f));
});
