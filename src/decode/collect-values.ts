/**
 * What a path finds in JSON data, arrays on the way meaning "any element": the values found, in order. The literal
 * key goes before the nested one. This is the slow, plain form of what JsonRow does on bytes.
 */
export function collectValues(data: unknown, segments: readonly string[]): unknown[] {
  if (Array.isArray(data)) return data.flatMap((element) => collectValues(element, segments));
  if (typeof data !== 'object' || data === null) return [];
  const literal = segments.join('.');
  if (Object.hasOwn(data, literal)) return [(data as Record<string, unknown>)[literal]];
  const [first, ...rest] = segments as [string, ...string[]];
  if (rest.length === 0 || !Object.hasOwn(data, first)) return [];
  return collectValues((data as Record<string, unknown>)[first], rest);
}
