/** What the SDK writes though it says nothing: it is the default of Grafana, or of another kind of variable. */
const dead: Readonly<Record<string, unknown>> = {
  auto: false,
  auto_count: 30,
  auto_min: '10s',
  fiscalYearStartMonth: 0,
  icon: '',
  // The SDK would hide every link in a menu.
  placement: 'inControlsMenu',
  repeatDirection: 'h',
  skipUrlSync: false,
  tooltip: '',
  transparent: false,
};

/** JSON without what is undefined or dead, the keys in alphabetical order: the same input is always the same text. */
export function toJson(value: unknown): string {
  return `${JSON.stringify(clean(value), null, 2)}\n`;
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key, one]) => one !== undefined && !(key in dead && dead[key] === one))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, one]) => [key, clean(one)]));
}
