const units: Readonly<Record<string, number>> = {
  '': 1,
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
};
const pattern = /^(\d+)(?: ?(B|kB|KB|MB|GB|KiB|MiB|GiB))?$/;

/** Bytes of a size such as `64KiB`, `1MiB`, `500kB` or `4096`. Undefined for anything else. */
export function parseBytes(text: string): number | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * (units[match[2] ?? ''] as number);
}
