import type { Cell, Column, Frame } from './table-frame.js';
import { rowsOf } from './table-frame.js';

type Row = Record<string, Cell>;

/** One frame of several: rows that agree in all columns that every frame has become one. Missing cells are null. */
export function merge(frames: readonly Frame[]): Frame {
  const filled = frames.filter((frame) => rowsOf(frame) > 0);
  if (filled.length <= 1) return filled[0] ?? frames[0] ?? [];
  const columns = new Map(filled.flatMap((frame) => frame.map((column) => [column.name, column] as const)));
  const common = [...columns.keys()].filter((name) => filled.every((frame) => has(frame, name)));
  const merged: Row[] = [];
  for (const row of filled.flatMap(rows)) {
    const same = merged.find(
      (other) => common.every((name) => other[name] === row[name]) && agrees(other, row),
    );
    if (same === undefined) merged.push({ ...row });
    else Object.assign(same, row);
  }
  return Array.from(columns.values(), (column) => ({
    ...column,
    cells: merged.map((row) => row[column.name] ?? null),
  }));
}

/** Where both have a value it is the same. */
function agrees(other: Row, row: Row): boolean {
  return Object.entries(row).every(([name, value]) => other[name] === undefined || other[name] === value);
}

function has(frame: Frame, name: string): boolean {
  return frame.some((column: Column) => column.name === name);
}

function rows(frame: Frame): Row[] {
  return Array.from({ length: rowsOf(frame) }, (_, row) =>
    Object.fromEntries(frame.map((column) => [column.name, column.cells[row] ?? null])),
  );
}
