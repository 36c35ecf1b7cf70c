export type Leaf = string | number | boolean | null;

/** Every value in JSON that has no parts, with its path: `options.legend.calcs[]`. Empty lists and objects have none. */
export function leavesOf(value: unknown, path = ''): [path: string, leaf: Leaf][] {
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [[path, value as Leaf]];
  return Object.entries(value).flatMap(([key, one]) => leavesOf(one, path === '' ? key : `${path}.${key}`));
}
