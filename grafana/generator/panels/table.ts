import { TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { columnWidth, leastWidth } from './column-width.js';
import { finish, type PanelOptions, type SizedPanel } from './panel.js';
import { severityCell, userCell } from './text-cells.js';

export interface TableOptions extends PanelOptions {
  /** The columns in their order, with their heads: labels, and `Value` (`Value #A`, … of several queries). */
  readonly columns: Readonly<Record<string, string>>;
  /** Values that are shown as a bar, the first of them the one to sort by, by the head of the column: the value that fills it, undefined for the greatest one. */
  readonly bars?: Readonly<Record<string, number | undefined>>;
  /** Heads of the columns with values whose colour goes by the thresholds. */
  readonly colored?: readonly string[];
  /** Units of columns that have one of their own, by the head of the column. */
  readonly units?: Readonly<Record<string, string>>;
}

/** Rows, one for each set of labels; what is not among the columns is left out. */
export function table(options: TableOptions): SizedPanel {
  const { columns, bars = {}, colored = [], units = {}, targets } = options;
  const builder = new PanelBuilder()
    .filterable(false)
    .minWidth(leastWidth)
    // Else the words for an empty panel would stand in every empty cell.
    .withOverride({
      matcher: { id: 'byRegexp', options: '.*' },
      properties: [{ id: 'noValue', value: '–' }],
    });
  if (targets.length > 1) builder.withTransformation({ id: 'merge', options: {} });
  builder
    .withTransformation({ id: 'filterFieldsByName', options: { include: { names: Object.keys(columns) } } })
    .withTransformation({
      id: 'organize',
      options: {
        excludeByName: {},
        indexByName: Object.fromEntries(Object.keys(columns).map((name, index) => [name, index])),
        renameByName: columns,
      },
    });
  const sorted = [...severityFirst(columns), ...Object.keys(bars).slice(0, 1).map(descending)];
  if (Object.keys(bars).length > 0) builder.sortBy(sorted);
  for (const [name, head] of Object.entries(columns)) {
    const properties = [
      ...(head in bars ? barCell(bars[head]) : columnWidth(name, head)),
      ...(colored.includes(head) ? [{ id: 'custom.cellOptions', value: { type: 'color-text' } }] : []),
      ...(head in units ? [{ id: 'unit', value: units[head] }] : []),
      ...(name === 'severity' ? severityCell : []),
      ...(name === 'user' ? userCell : []),
    ];
    if (properties.length > 0) builder.overrideByName(head, properties);
  }
  return finish(builder, options);
}

/** What is critical stands before the warnings, as in the alphabet. */
function severityFirst({ severity }: TableOptions['columns']): TableSortByFieldStateBuilder[] {
  return severity === undefined ? [] : [new TableSortByFieldStateBuilder().displayName(severity).desc(false)];
}

function descending(head: string): TableSortByFieldStateBuilder {
  return new TableSortByFieldStateBuilder().displayName(head).desc(true);
}

function barCell(max: number | undefined) {
  return [
    { id: 'custom.cellOptions', value: { type: 'gauge', mode: 'basic', valueDisplayMode: 'text' } },
    { id: 'min', value: 0 },
    ...(max === undefined ? [] : [{ id: 'max', value: max }]),
  ];
}
