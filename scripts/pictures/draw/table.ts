import { type Html, html } from '../../../src/web/html.js';
import { compareCells } from '../frame/sort-rows.js';
import { type Column, type Frame, pickRows, rowsOf, tableFrame } from '../frame/table-frame.js';
import { transform } from '../frame/transform.js';
import type { FieldConfig, PanelJson } from '../model/dashboard-json.js';
import type { Answer } from '../query/answer.js';
import { fieldConfigOf } from '../value/field-config.js';
import { columnWidths } from './column-widths.js';
import { nothing } from './nothing.js';
import type { Size } from './size.js';
import { cell } from './table-cell.js';

interface ShownColumn extends Column {
  readonly config: FieldConfig;
}

/**
 * The first frame of what the transformations make of the answers. What does not fit would have to be scrolled, and is cut
 * off.
 */
export function drawTable(panel: PanelJson, answers: readonly Answer[], { width }: Size): Html {
  const frames = answers.map((answer) => tableFrame(answer, answers.length === 1));
  const frame = sorted(panel, transform(frames, panel.transformations ?? [])[0] ?? []);
  if (rowsOf(frame) === 0) return nothing(panel);
  const columns = frame.map((column): ShownColumn => {
    const id = { name: column.head, refId: refIdOf(panel, column), type: column.type };
    return { ...column, config: fieldConfigOf(panel, id) };
  });
  const all = columns.flatMap(numbers);
  const range = [Math.min(...all), Math.max(...all)] as const;
  const widths = columnWidths(
    columns.map(({ config }) => config),
    width,
  );
  const heads = columns.map(
    (column, index) =>
      html`<th class="${alignment(column)}" style="width:${widths[index]!}px">${column.head}</th>`,
  );
  const rows = Array.from({ length: rowsOf(frame) }, (_, row) => {
    const cells = columns.map((column) => {
      const { config, cells: those } = column;
      return cell(those[row] ?? null, { config, range, align: alignment(column) });
    });
    return html`<tr>${cells}</tr>`;
  });
  const total = widths.reduce((sum, one) => sum + one, 0);
  return html`<table class="rows" style="width:${total}px"><tr>${heads}</tr>${rows}</table>`;
}

function sorted(panel: PanelJson, frame: Frame): Frame {
  const [by] = (panel.options?.['sortBy'] ?? []) as readonly { displayName: string; desc?: boolean }[];
  const column = frame.find(({ head }) => head === by?.displayName);
  if (column === undefined) return frame;
  const rows = column.cells.map((_, row) => row);
  const sign = by?.desc === true ? -1 : 1;
  return pickRows(
    frame,
    rows.sort((a, b) => sign * compareCells(column.cells[a]!, column.cells[b]!)),
  );
}

function refIdOf({ targets = [] }: PanelJson, { name }: Column): string {
  return /^Value #(\w+)$/.exec(name)?.[1] ?? targets[0]?.refId ?? '';
}

function numbers({ type, cells }: Column): number[] {
  return type === 'number' ? cells.filter((one) => typeof one === 'number') : [];
}

function alignment({ type, config: { custom = {} } }: ShownColumn): string {
  const { align = 'auto' } = custom as { align?: string };
  if (align !== 'auto') return align;
  return type === 'number' ? 'right' : 'left';
}
