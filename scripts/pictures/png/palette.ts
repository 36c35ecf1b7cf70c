import type { Image } from './image.js';

/** As many colours as a byte can number. */
const most = 256;

interface Colors {
  /** 0xrrggbb, with how many pixels have it. */
  readonly counts: readonly (readonly [color: number, count: number])[];
}

/** At most 256 colours (0xrrggbb) that stand for those of an image, by halving the greatest box of colours. */
export function paletteOf(counts: ReadonlyMap<number, number>): number[] {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  if (sorted.length <= most) return sorted.map(([color]) => color);
  const boxes: Colors[] = [{ counts: sorted }];
  while (boxes.length < most) {
    const widest = boxes.reduce((best, box, index) => (worth(box) > worth(boxes[best]!) ? index : best), 0);
    boxes.splice(widest, 1, ...halves(boxes[widest]!));
  }
  return boxes.map(middle);
}

/** Number of the colours of `palette` that are nearest to those of the image, for each pixel. */
export function indexed({ rgb }: Image, palette: readonly number[]): Uint8Array {
  const known = new Map(palette.map((color, index) => [color, index]));
  return Uint8Array.from({ length: rgb.length / 3 }, (_, pixel) => {
    const color = colorAt(rgb, pixel);
    const index = known.get(color) ?? nearest(color, palette);
    known.set(color, index);
    return index;
  });
}

export function colorCounts({ rgb }: Image): Map<number, number> {
  const counts = new Map<number, number>();
  for (let pixel = 0; pixel * 3 < rgb.length; pixel += 1) {
    const color = colorAt(rgb, pixel);
    counts.set(color, (counts.get(color) ?? 0) + 1);
  }
  return counts;
}

function colorAt(rgb: Uint8Array, pixel: number): number {
  return (rgb[pixel * 3]! << 16) | (rgb[pixel * 3 + 1]! << 8) | rgb[pixel * 3 + 2]!;
}

const shifts = [16, 8, 0];

function extent({ counts }: Colors, shift: number): number {
  let [low, high] = [255, 0];
  for (const [color] of counts) {
    const value = (color >> shift) & 255;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low;
}

/** What is gained by halving it: many pixels of many colours come first. */
function worth(box: Colors): number {
  if (box.counts.length < 2) return 0;
  const pixels = box.counts.reduce((sum, [, count]) => sum + count, 0);
  return Math.max(...shifts.map((shift) => extent(box, shift))) * Math.sqrt(pixels);
}

function halves(box: Colors): [Colors, Colors] {
  const shift = shifts.reduce((best, one) => (extent(box, one) > extent(box, best) ? one : best));
  const sorted = [...box.counts].sort(([a], [b]) => ((a >> shift) & 255) - ((b >> shift) & 255) || a - b);
  const half = Math.ceil(sorted.length / 2);
  return [{ counts: sorted.slice(0, half) }, { counts: sorted.slice(half) }];
}

/** The colour that most pixels have: large areas keep theirs. */
function middle({ counts }: Colors): number {
  return counts.reduce((best, one) => (one[1] > best[1] ? one : best))[0];
}

function nearest(color: number, palette: readonly number[]): number {
  let [best, distance] = [0, Number.POSITIVE_INFINITY];
  palette.forEach((other, index) => {
    const found = shifts.reduce(
      (sum, shift) => sum + (((color >> shift) & 255) - ((other >> shift) & 255)) ** 2,
      0,
    );
    if (found < distance) [best, distance] = [index, found];
  });
  return best;
}
