import type { Answer } from '../query/answer.js';

export type Cell = string | number | null;

export interface Column {
  /** As transformations know it. */
  readonly name: string;
  /** As it is shown. */
  readonly head: string;
  readonly type: 'number' | 'string' | 'time';
  readonly cells: readonly Cell[];
}

export type Frame = readonly Column[];

/** The answer to a target as Grafana makes a table of it: the time, a column for each label, the value. */
export function tableFrame({ target, times, series }: Answer, isOnly: boolean): Frame {
  const labels = [...new Set(series.flatMap((one) => Object.keys(one.labels)))].sort();
  const value = isOnly ? 'Value' : `Value #${target.refId}`;
  return [
    column(
      'Time',
      'time',
      series.map(() => times.at(-1)! * 1000),
    ),
    ...labels.map((label) =>
      column(
        label,
        'string',
        series.map((one) => one.labels[label] ?? ''),
      ),
    ),
    column(
      value,
      'number',
      series.map((one) => one.values.at(-1) ?? null),
    ),
  ];
}

export function rowsOf(frame: Frame): number {
  return frame[0]?.cells.length ?? 0;
}

/** The frame with its rows in another order, or some of them: by their numbers. */
export function pickRows(frame: Frame, rows: readonly number[]): Frame {
  return frame.map((one) => ({ ...one, cells: rows.map((row) => one.cells[row] ?? null) }));
}

function column(name: string, type: Column['type'], cells: readonly Cell[]): Column {
  return { name, head: name, type, cells };
}
