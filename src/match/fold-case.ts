/**
 * Text in the form in which Sigma's case-insensitive comparison compares it: lower-cased on both sides, by
 * Unicode's default mapping, whatever the locale (JavaScript's `toLowerCase`). `ς` counts as `σ`, because
 * lower-casing picks one of the two by what stands around it: without this, `contains: ΟΔΟΣ` would not find
 * `ΟΔΟΣΑ`. So folding a text in pieces gives the same as folding the whole. `ß` and `ss` stay
 * different, and `İ` becomes two characters (`i` and a dot), which `?` counts as two.
 */
export function foldCase(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ');
}
