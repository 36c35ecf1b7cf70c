import { kinds } from './kinds.js';
import { number, table } from './report.js';
import { isTrue, type TortureResult, totalOf } from './result.js';

const headings = [
  ...['seed', 'lines', 'rotations', 'SIGKILL', 'SIGTERM', 'damaged checkpoints', 'lost', 'twice'],
  ...['gaps told', 'counter falls', 'increase() = truth', 'taken by copytruncate', 'of these counted'],
  'every number true',
];
const damaging = ['cut', 'emptied', 'garbage'];

/** One row a seed, and what was done to the files in all of them. */
export function seedsTable(
  runs: readonly { readonly seed: number; readonly result: TortureResult }[],
): string {
  const rows = runs.map(({ seed, result }) => {
    const { counts, files } = result;
    const { lost, twice, inWindow, windowCounted } = totalOf(files);
    const damaged = damaging.reduce((sum, damage) => sum + counts.of(`damage: ${damage}`), 0);
    return [
      ...[seed, number(counts.of('lines')), counts.sum('rotated: ')],
      ...[counts.of('SIGKILL'), counts.of('SIGTERM'), damaged, number(lost), number(twice)],
      ...[counts.of('gaps'), counts.of('falls'), counts.of('increase is the truth') > 0 ? 'yes' : 'NO'],
      ...[number(inWindow), number(windowCounted), isTrue(result) ? 'yes' : 'NO'],
    ];
  });
  const ofKind = kinds.map((kind) => runs.map(({ result }) => result.counts.of(`rotated: ${kind}`)));
  const kindRows = kinds.map((kind, i) => {
    const counts = ofKind[i]!;
    const sum = counts.reduce((total, count) => total + count, 0);
    return [kind, number(sum), Math.min(...counts), Math.max(...counts)];
  });
  return `${table(headings, rows)}\n${table(['rotation', 'all runs', 'least in a run', 'most'], kindRows)}`;
}
