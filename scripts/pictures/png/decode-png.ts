import { inflateSync } from 'node:zlib';
import type { Image } from './image.js';

const header = 8;

/** Reads what Chromium writes: 8 bits a channel, with or without alpha, not interlaced. @throws Error for any other PNG. */
export function decodePng(file: Buffer): Image {
  const chunks = chunksOf(file);
  const head = chunks.find(({ type }) => type === 'IHDR')!.data;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const channels = { 2: 3, 6: 4 }[head[9]!];
  if (head[8] !== 8 || channels === undefined || head[12] !== 0)
    throw new Error('this kind of PNG is not read');
  const data = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data));
  const pixels = unfilter(inflateSync(data), width * channels, height, channels);
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1) {
      rgb[pixel * 3 + channel] = pixels[pixel * channels + channel]!;
    }
  }
  return { width, height, rgb };
}

function chunksOf(file: Buffer): { type: string; data: Buffer }[] {
  const chunks = [];
  for (let at = header; at < file.length; ) {
    const length = file.readUInt32BE(at);
    chunks.push({
      type: file.toString('latin1', at + 4, at + 8),
      data: file.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

/** Each row says by its first byte from which neighbours its bytes are differences. */
function unfilter(data: Uint8Array, stride: number, height: number, channels: number): Uint8Array {
  const result = new Uint8Array(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = data[row * (stride + 1)]!;
    const [from, to] = [row * (stride + 1) + 1, row * stride];
    for (let at = 0; at < stride; at += 1) {
      const left = at < channels ? 0 : result[to + at - channels]!;
      const up = row === 0 ? 0 : result[to + at - stride]!;
      const corner = row === 0 || at < channels ? 0 : result[to + at - stride - channels]!;
      result[to + at] = data[from + at]! + predicted(filter, left, up, corner);
    }
  }
  return result;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [toLeft, toUp, toCorner] = [
    Math.abs(up - corner),
    Math.abs(left - corner),
    Math.abs(left + up - 2 * corner),
  ];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
