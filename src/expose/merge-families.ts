import type { Family } from '../series/family.js';

/**
 * One family per name, sorted by name: the formats forbid a name to appear twice. Families of one name must
 * agree in type and buckets, which the configuration sees to; one that does not is left out, because printing
 * it would make the server refuse the whole scrape.
 */
export function mergeFamilies(families: Iterable<Family>): Family[] {
  const byName = new Map<string, Family>();
  for (const family of families) {
    const first = byName.get(family.name);
    if (first === undefined) byName.set(family.name, family);
    else if (agree(first, family)) {
      byName.set(family.name, { ...first, parts: [...first.parts, ...family.parts] });
    }
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function agree(a: Family, b: Family): boolean {
  return (
    a.type === b.type &&
    a.buckets.length === b.buckets.length &&
    a.buckets.every((bound, index) => bound === b.buckets[index])
  );
}
