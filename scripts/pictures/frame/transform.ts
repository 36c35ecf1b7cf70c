import type { TransformationJson } from '../model/dashboard-json.js';
import { merge } from './merge.js';
import { compareCells } from './sort-rows.js';
import { type Frame, pickRows, rowsOf } from './table-frame.js';

type Options = Readonly<Record<string, unknown>>;
type Transform = (frames: readonly Frame[], options: Options) => readonly Frame[];

const transforms: Readonly<Record<string, Transform>> = {
  merge: (frames) => [merge(frames)],
  filterFieldsByName: (frames, { include }) => {
    const { names = [] } = (include ?? {}) as { names?: readonly string[] };
    return frames.map((frame) =>
      frame.filter(({ name, head }) => names.includes(name) || names.includes(head)),
    );
  },
  organize: (frames, options) => frames.map((frame) => organize(frame, options)),
  sortBy: (frames, { sort }) => {
    const [{ field, desc = false } = { field: '' }] = sort as readonly { field: string; desc?: boolean }[];
    return frames.map((frame) => sorted(frame, field, desc));
  },
};

/** Does to the frames of a panel what its transformations say. @throws Error when one is not known. */
export function transform(frames: readonly Frame[], all: readonly TransformationJson[]): readonly Frame[] {
  return all.reduce((result, { id, options }) => {
    const one = transforms[id];
    if (one === undefined) throw new Error(`transformation ${id} cannot be drawn`);
    return one(result, options);
  }, frames);
}

function organize(frame: Frame, options: Options): Frame {
  const excluded = (options['excludeByName'] ?? {}) as Readonly<Record<string, boolean>>;
  const places = (options['indexByName'] ?? {}) as Readonly<Record<string, number>>;
  const heads = (options['renameByName'] ?? {}) as Readonly<Record<string, string>>;
  const place = (name: string) => places[name] ?? Number.POSITIVE_INFINITY;
  return frame
    .filter(({ name }) => excluded[name] !== true)
    .map((column) => ({ ...column, head: heads[column.name] ?? column.head }))
    .sort((a, b) => (place(a.name) === place(b.name) ? 0 : place(a.name) - place(b.name)));
}

function sorted(frame: Frame, field: string, desc: boolean): Frame {
  const column = frame.find(({ name, head }) => name === field || head === field);
  if (column === undefined) return frame;
  const rows = Array.from({ length: rowsOf(frame) }, (_, row) => row);
  const sign = desc ? -1 : 1;
  rows.sort((a, b) => sign * compareCells(column.cells[a] ?? null, column.cells[b] ?? null));
  return pickRows(frame, rows);
}
