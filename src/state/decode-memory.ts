import type { Column, MemorySnapshot } from '../memory/memory-snapshot.js';

/** The first line of the memory of a metric, as encode-memory.ts writes it. */
export interface MemoryHead {
  readonly memory: MemorySnapshot['head'];
  readonly columns: readonly (readonly [name: string, type: string])[];
  readonly texts: readonly string[];
}

/** The lines behind it: parts of columns in base64, and parts of lists of texts; the columns are numbered first. */
export type MemoryLine = readonly [number: number, parts: readonly string[]];

const types: Readonly<Record<string, new (bytes: ArrayBuffer) => Column>> = {
  Float64Array,
  Uint32Array,
  Int32Array,
  Uint8Array,
};

/**
 * The memory that a head and its lines hold.
 * @throws Error that says in a few words why it cannot be used.
 */
export function decodeMemory(head: MemoryHead, lines: readonly MemoryLine[]): MemorySnapshot {
  const parts = [...head.columns, ...head.texts].map((): string[] => []);
  for (const [number, more] of lines) parts[number]?.push(...more);
  return {
    head: head.memory,
    columns: Object.fromEntries(head.columns.map(([name, type], i) => [name, columnOf(type, parts[i]!)])),
    texts: Object.fromEntries(head.texts.map((name, i) => [name, parts[head.columns.length + i]!])),
  };
}

function columnOf(type: string, parts: readonly string[]): Column {
  const Type = Object.hasOwn(types, type) ? types[type] : undefined;
  if (Type === undefined) throw new Error('it has a memory of an unknown form');
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
  // A buffer of its own: a Buffer stands anywhere in a larger one, and numbers must stand at multiples of their size.
  return new Type(new Uint8Array(bytes).buffer);
}
