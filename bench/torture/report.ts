import type { TortureOptions } from './options.js';
import { type FileResult, type TortureResult, totalOf } from './result.js';

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |\n`;
export const table = (headings: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [headings, headings.map(() => '---'), ...rows].map(row).join('');
export const number = (value: number) => value.toLocaleString('en-US');

/** One run in full. */
export function report(result: TortureResult, { seed, seconds, rate }: TortureOptions): string {
  const { files, counts } = result;
  const numbers = ({ written, lost, twice, inWindow, windowCounted }: FileResult) =>
    [written, lost, twice, inWindow, windowCounted].map(number);
  const headings = ['file', 'source', 'events written', 'lost', 'twice', 'in windows', 'of these counted'];
  const rows = [...files, totalOf(files)].map((file) => [file.name, file.source, ...numbers(file)]);
  return [
    `${result.tool}: seed ${seed}, ${seconds} s, ${number(rate)} lines/s\n\n`,
    `${table(headings, rows)}\n`,
    `rotations: ${counts.sum('rotated: ')} (${counts.list('rotated: ')}); left out: ${counts.list('not rotated: ')}\n`,
    ...result.remarks.map((remark) => `${remark}\n`),
  ].join('');
}

/** All tools of a comparison. */
export function comparison(results: readonly TortureResult[]): string {
  return table(
    ['tool', 'events written', 'lost', 'twice', 'rotations', 'kills'],
    results.map(({ tool, files, counts }) => {
      const { written, lost, twice } = totalOf(files);
      const kills = counts.of('SIGKILL') + counts.of('SIGTERM');
      return [tool, ...[written, lost, twice].map(number), counts.sum('rotated: '), kills];
    }),
  );
}
