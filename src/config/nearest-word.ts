/**
 * The candidate nearest to a mistyped word, for "did you mean". Distance: Damerau-Levenshtein (insertions,
 * deletions, substitutions and swaps of neighbours; optimal string alignment), case ignored. At most one edit is
 * allowed per three characters begun, so that short words do not attract everything. Ties: the first candidate.
 * Undefined when nothing is near.
 */
export function nearestWord(word: string, candidates: readonly string[]): string | undefined {
  const wanted = word.toLowerCase();
  let best: string | undefined;
  let bound = Math.min(MAX_EDITS, Math.ceil(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(wanted, candidate.toLowerCase(), bound);
    if (distance < bound) {
      best = candidate;
      bound = distance;
    }
  }
  return best;
}

const MAX_EDITS = 3;

/** Edits between two words, or any number from `bound` on when there are at least that many. */
function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) >= bound) return bound;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(last[j - 1]! + (same ? 0 : 1), last[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, beforeLast[j - 2]! + 1);
      }
      row.push(cost);
    }
    // A later row is never below the least of this one and the one before it, swaps included.
    if (Math.min(...row) >= bound && Math.min(...last) >= bound) return bound;
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
