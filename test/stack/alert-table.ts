/**
 * A table of alerts and scenarios, for people: one column for each scenario, numbered, with its name below; cells by
 * scenario and alert, at most four characters.
 */
export function alertTable(cells: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  const scenarios = [...cells.keys()];
  const alerts = [...new Set([...cells.values()].flatMap((row) => [...row.keys()]))].sort();
  const width = Math.max(0, ...alerts.map((alert) => alert.length));
  const line = (head: string, columns: readonly string[]) =>
    `${head.padEnd(width)}${columns.map((text) => text.padStart(5)).join('')}`;
  return [
    line(
      'alert',
      scenarios.map((_, index) => String(index + 1)),
    ),
    ...alerts.map((alert) =>
      line(
        alert,
        scenarios.map((name) => cells.get(name)!.get(alert) ?? '·'),
      ),
    ),
    ...scenarios.map((name, index) => `${String(index + 1).padStart(2)} ${name}`),
  ].join('\n');
}
