import type { Family } from '../series/family.js';
import { openMetricsHead, textHead } from './family-head.js';
import type { Format } from './format.js';
import { mergeFamilies } from './merge-families.js';
import { seriesLines } from './series-lines.js';

/** Characters after which a piece is handed on: about a millisecond's work. */
const pieceLength = 64 * 1024;

/**
 * The exposition of the families in pieces of about 64 KiB, families merged and sorted by name. Nothing runs
 * between two pieces unless the caller lets it, so the caller decides when to give way. Lines of one series
 * are made in one go: a histogram agrees with itself even when events are counted between two pieces. A series
 * born meanwhile is shown when its part has not been passed yet. `created`: tell when series began, in OpenMetrics.
 */
export function* renderText(
  families: Iterable<Family>,
  format: Format,
  created = false,
): Generator<string, void, undefined> {
  const merged = mergeFamilies(families);
  const names = new Set(merged.map((family) => family.name));
  const openMetrics = format.name === 'openmetrics-1.0.0';
  let piece = '';
  for (const family of merged) {
    const head = openMetrics ? openMetricsHead(family, format, names) : textHead(family, format);
    piece += head.lines;
    const lines = seriesLines(family, created ? head : { ...head, created: undefined });
    for (const part of family.parts) {
      for (let slot = 0; slot < part.size; slot += 1) {
        piece += lines(part, slot);
        if (piece.length < pieceLength) continue;
        yield piece;
        piece = '';
      }
    }
  }
  if (openMetrics) piece += '# EOF\n';
  if (piece !== '') yield piece;
}
