import type { Node, ScalarNode } from './node.js';

/**
 * The node as plain data: arrays, objects without a prototype (so that a key `__proto__` is harmless), scalars.
 * An integer beyond 2^53 stays text, as a number it would lose digits. Aliases share their object.
 */
export function toData(node: Node, done: Map<Node, unknown> = new Map()): unknown {
  if (node.kind === 'scalar') return scalarData(node);
  const known = done.get(node);
  if (known !== undefined) return known;
  let data: unknown;
  if (node.kind === 'list') {
    data = node.items.map((item) => toData(item, done));
  } else {
    const object: Record<string, unknown> = Object.create(null);
    for (const [key, entry] of node.entries) object[key] = toData(entry.value, done);
    data = object;
  }
  done.set(node, data);
  return data;
}

function scalarData(node: ScalarNode): string | number | boolean | null {
  const { value } = node;
  const inexact = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return inexact ? node.text : value;
}
