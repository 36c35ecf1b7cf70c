import type { Measurement } from './measure.js';
import type { ToolResult } from './run-job.js';
import type { Truth } from './truth.js';

const headings = [
  'tool',
  'MB/CPU-s',
  'lines/CPU-s',
  'CPU s (min–max)',
  'wall s',
  'peak RSS MiB',
  '× loop',
  '× mtail',
  'totals',
];

/**
 * The results as a Markdown table: medians of the runs, 1 MB = 10^6 bytes. `results[0]` is the bare loop.
 * `×` is how many times the speed of the other a tool has, by CPU seconds.
 */
export function resultTable(results: readonly ToolResult[], truth: Truth): string {
  const cpuOf = (name: string | undefined) => {
    const result = results.find((candidate) => candidate.name === name);
    return result === undefined || result.problems.length > 0
      ? undefined
      : median(result.runs, (run) => run.cpuSeconds);
  };
  const loop = cpuOf(results[0]?.name);
  const mtail = cpuOf('mtail');
  const rows = results.map((result) => row(result, truth, loop, mtail));
  return [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function row(
  { name, runs, problems }: ToolResult,
  truth: Truth,
  loop: number | undefined,
  mtail: number | undefined,
): readonly string[] {
  // The speed of a wrong count is of no interest.
  if (problems.length > 0) return [name, ...headings.slice(2).map(() => '–'), 'WRONG'];
  const cpu = median(runs, (run) => run.cpuSeconds);
  const all = runs.map((run) => run.cpuSeconds);
  const ratio = (other: number | undefined) => (other === undefined ? '–' : (other / cpu).toFixed(2));
  return [
    name,
    (truth.bytes / 1e6 / cpu).toFixed(1),
    Math.round(truth.lines / cpu).toLocaleString('en-US'),
    `${cpu.toFixed(2)} (${Math.min(...all).toFixed(2)}–${Math.max(...all).toFixed(2)})`,
    median(runs, (run) => run.wallSeconds).toFixed(2),
    (median(runs, (run) => run.peakRssBytes) / 2 ** 20).toFixed(0),
    ratio(loop),
    ratio(mtail),
    'exact',
  ];
}

function median(runs: readonly Measurement[], of: (run: Measurement) => number): number {
  const sorted = runs.map(of).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
