import type { FieldConfig } from '../model/dashboard-json.js';

interface Custom {
  readonly width?: number;
  readonly minWidth?: number;
}

const usualLeast = 150;

/**
 * Pixels of each column of a table of `width` pixels: those that have a width keep it, the others share the rest, but none
 * is narrower than its least width. So a table may be wider than its panel, and would have to be scrolled.
 */
export function columnWidths(configs: readonly FieldConfig[], width: number): number[] {
  const columns = configs.map(({ custom = {} }) => custom as Custom);
  const fixed = columns.map((column) => column.width);
  for (;;) {
    const rest = width - fixed.reduce<number>((sum, one) => sum + (one ?? 0), 0);
    const share = rest / fixed.filter((one) => one === undefined).length;
    const narrow = columns.findIndex(
      ({ minWidth = usualLeast }, index) => fixed[index] === undefined && minWidth > share,
    );
    if (narrow < 0) return fixed.map((one) => Math.floor(one ?? share));
    fixed[narrow] = columns[narrow]!.minWidth ?? usualLeast;
  }
}
