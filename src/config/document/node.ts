/** Where something stands in a file, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * A part of a configuration file, freed from the YAML library. An alias gives the very node of its anchor,
 * so this is a graph without cycles; `size` is what it would hold with every alias written out.
 */
export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** As written: `1.0` and `0x1F` keep their spelling, which is what a label value made of them needs. */
  readonly text: string;
  readonly position: Position;
  readonly size: number;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly Node[];
  readonly position: Position;
  readonly size: number;
}

export interface MapNode {
  readonly kind: 'map';
  /** A Map, so that keys such as `__proto__` are keys like any other. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly position: Position;
  readonly size: number;
}

export interface Entry {
  readonly key: Position;
  readonly value: Node;
}
