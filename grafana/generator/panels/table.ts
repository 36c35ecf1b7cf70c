import { TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table';
import { finish, type PanelOptions, type SizedPanel } from './panel.js';

export interface TableOptions extends PanelOptions {
  /** The columns in their order, with their heads: labels, and `Value` (`Value #A`, … of several queries). */
  readonly columns: Readonly<Record<string, string>>;
  /** Values that are shown as a bar, the first of them the one to sort by, by the head of the column: the value that fills it, undefined for the greatest one. */
  readonly bars?: Readonly<Record<string, number | undefined>>;
  /** Units of columns that have one of their own, by the head of the column. */
  readonly units?: Readonly<Record<string, string>>;
}

/** Rows, one for each set of labels; what is not among the columns is left out. */
export function table(options: TableOptions): SizedPanel {
  const { columns, bars = {}, units = {}, targets } = options;
  const builder = new PanelBuilder().filterable(false);
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
  const [sorted] = Object.keys(bars);
  if (sorted !== undefined)
    builder.sortBy([new TableSortByFieldStateBuilder().displayName(sorted).desc(true)]);
  for (const [name, max] of Object.entries(bars)) builder.overrideByName(name, barCell(max));
  for (const [name, unit] of Object.entries(units))
    builder.overrideByName(name, [{ id: 'unit', value: unit }]);
  return finish(builder, { decimals: 0, ...options });
}

function barCell(max: number | undefined) {
  return [
    { id: 'custom.cellOptions', value: { type: 'gauge', mode: 'basic', valueDisplayMode: 'text' } },
    { id: 'min', value: 0 },
    ...(max === undefined ? [] : [{ id: 'max', value: max }]),
  ];
}
