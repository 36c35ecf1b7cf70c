import { type Panel, RowBuilder, type RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { SizedPanel } from './panels/panel.js';

/** Panels below a head; without a title they have none. Folded ones ask for nothing until they are opened. */
export interface Section {
  readonly title?: string;
  readonly folded?: boolean;
  readonly panels: readonly SizedPanel[];
}

const columns = 24;

/** Places panels from left to right and from top to bottom, and numbers those that have no number. */
export function layOut(sections: readonly Section[]): (Panel | RowPanel)[] {
  const all: (Panel | RowPanel)[] = [];
  let y = 0;
  for (const { title, folded = false, panels } of sections) {
    const placed = place(panels, title === undefined ? y : y + 1);
    if (title !== undefined) {
      const row = new RowBuilder(title).collapsed(folded).gridPos({ x: 0, y, w: columns, h: 1 }).build();
      all.push({ ...row, panels: folded ? placed.panels : [] });
    }
    if (!folded) all.push(...placed.panels);
    y = folded ? y + 1 : placed.end;
  }
  return numbered(all);
}

/** `end`: the first row that is free. @throws Error when a panel does not fit into what is left of its line. */
function place(panels: readonly SizedPanel[], top: number): { panels: Panel[]; end: number } {
  let x = 0;
  let y = top;
  let height = 0;
  const placed = panels.map(({ panel, width, height: own }) => {
    if (x + width > columns) throw new Error(`no room for "${panel.title}": ${columns - x} columns are left`);
    const gridPos = { x, y, w: width, h: own };
    height = Math.max(height, own);
    x += width;
    if (x === columns) [x, y, height] = [0, y + height, 0];
    return { ...panel, gridPos };
  });
  return { panels: placed, end: y + height };
}

/** Rows are numbered from 1001 on, so that one more does not change the numbers of panels. */
function numbered(all: (Panel | RowPanel)[]): (Panel | RowPanel)[] {
  let panels = 0;
  let rows = 1000;
  const number = (panel: Panel): Panel => {
    panels += 1;
    return { ...panel, id: panel.id ?? panels };
  };
  return all.map((one) => {
    if (one.type !== 'row') return number(one as Panel);
    rows += 1;
    return { ...(one as RowPanel), id: rows, panels: (one as RowPanel).panels.map(number) };
  });
}
