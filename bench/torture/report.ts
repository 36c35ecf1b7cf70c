import type { TortureOptions } from './options.js';
import { type FileResult, sumOf, type TortureResult } from './result.js';

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |\n`;
const table = (headings: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [headings, headings.map(() => '---'), ...rows].map(row).join('');
const number = (value: number) => value.toLocaleString('en-US');

/** One run in full. */
export function report(result: TortureResult, { seed, seconds, rate, loose }: TortureOptions): string {
  const { files, counts } = result;
  const cells = ({ name, source, written, inWindow, lost, twice }: FileResult) => [
    ...[name, source, number(written), number(lost), number(twice)],
    ...(loose ? [number(inWindow)] : []),
  ];
  const total = {
    ...{ name: 'all', source: '' },
    written: sumOf(files, (file) => file.written),
    inWindow: sumOf(files, (file) => file.inWindow),
    lost: sumOf(files, (file) => file.lost),
    twice: sumOf(files, (file) => file.twice),
  };
  const headings = ['file', 'source', 'events written', 'lost', 'twice', ...(loose ? ['in the window'] : [])];
  return [
    `${result.tool}: seed ${seed}, ${seconds} s, ${number(rate)} lines/s\n\n`,
    `${table(headings, [...files, total].map(cells))}\n`,
    `rotations: ${counts.sum('rotated: ')} (${counts.list('rotated: ')}); left out: ${counts.list('not rotated: ')}\n`,
    ...result.remarks.map((remark) => `${remark}\n`),
  ].join('');
}

/** All tools of a comparison. */
export function comparison(results: readonly TortureResult[]): string {
  return table(
    ['tool', 'events written', 'lost', 'twice', 'rotations', 'kills'],
    results.map(({ tool, files, counts }) => [
      tool,
      number(sumOf(files, (file) => file.written)),
      number(sumOf(files, (file) => file.lost)),
      number(sumOf(files, (file) => file.twice)),
      counts.sum('rotated: '),
      counts.of('SIGKILL') + counts.of('SIGTERM'),
    ]),
  );
}
