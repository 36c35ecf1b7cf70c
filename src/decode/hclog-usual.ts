/** Where the `[` of the level stands in a line that starts as nearly all do: `2026-01-02T15:04:05.000Z [INFO]`. */
export const USUAL_MARK = 25;

/**
 * Whether the line at `at` starts with such a time and a `[`. Its digits are looked at only so far that none of the
 * signs hides among them that mean something to the search for the mark (`[`, `{`, `|`, `==> `).
 */
export function isUsualTime(bytes: Uint8Array, at: number): boolean {
  return (
    bytes[at + 25] === 0x5b &&
    bytes[at + 24] === 0x20 &&
    bytes[at + 23] === 0x5a &&
    bytes[at + 19] === 0x2e &&
    bytes[at + 16] === 0x3a &&
    bytes[at + 13] === 0x3a &&
    bytes[at + 10] === 0x54 &&
    bytes[at + 7] === 0x2d &&
    bytes[at + 4] === 0x2d &&
    (digit(bytes, at) | digit(bytes, at + 2) | digit(bytes, at + 5) | digit(bytes, at + 8)) < 0x10 &&
    (digit(bytes, at + 11) | digit(bytes, at + 14) | digit(bytes, at + 17) | digit(bytes, at + 20)) < 0x10 &&
    (bytes[at + 22]! ^ 0x30) < 0x10
  );
}

/** Below 0x10 when both bytes are digits (or `:` to `?`). */
function digit(bytes: Uint8Array, at: number): number {
  return (bytes[at]! ^ 0x30) | (bytes[at + 1]! ^ 0x30);
}
