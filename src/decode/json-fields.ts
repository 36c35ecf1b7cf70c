import type { Plan } from './batch.js';

/** One wanted cell: the column (or raw column) it feeds, and how near to the literal key the way is (0 = nearest). */
export interface Target {
  readonly column: number;
  readonly rank: number;
}

/** The wanted fields as a tree of keys: one node per object level that a wanted path goes through. */
export interface FieldNode {
  readonly children: ChildTable;
  readonly columns: readonly Target[];
  readonly raws: readonly Target[];
  /** Every column that is fed from below this node, to be cleared when the key comes a second time. */
  readonly below: Target[];
  readonly rawsBelow: Target[];
  /** Keys above this node. */
  readonly depth: number;
  /** The text of this key is a line of its own (docker's `log`, rsyslog's `message`). */
  unwrap: boolean;
  /** The event (see JsonRow) this node was last entered in. */
  seen: number;
}

/** Children of a node, found by the bytes of their key. */
export class ChildTable {
  readonly #byLength: { key: Uint8Array; node: FieldNode }[][] = [];
  readonly #byText = new Map<string, FieldNode>();

  get empty(): boolean {
    return this.#byText.size === 0;
  }

  /** The child whose key stands in `bytes[start, end)` without escapes. */
  find(bytes: Uint8Array, start: number, end: number): FieldNode | undefined {
    const candidates = this.#byLength[end - start];
    if (candidates === undefined) return undefined;
    next: for (const { key, node } of candidates) {
      for (let i = 0; i < key.length; i += 1) if (key[i] !== bytes[start + i]) continue next;
      return node;
    }
    return undefined;
  }

  get(key: string): FieldNode | undefined {
    return this.#byText.get(key);
  }

  entries(): Iterable<[string, FieldNode]> {
    return this.#byText;
  }

  getOrAdd(key: string, depth: number): FieldNode {
    const known = this.#byText.get(key);
    if (known !== undefined) return known;
    const node = emptyNode(depth);
    const bytes = new TextEncoder().encode(key);
    this.#byText.set(key, node);
    this.#byLength[bytes.length] ??= [];
    this.#byLength[bytes.length]!.push({ key: bytes, node });
    return node;
  }
}

function emptyNode(depth: number): FieldNode {
  return {
    children: new ChildTable(),
    columns: [],
    raws: [],
    below: [],
    rawsBelow: [],
    depth,
    unwrap: false,
    seen: -1,
  };
}

/**
 * The tree of a plan. A path takes the literal key first, then the nested one: `a.b.c` is looked for as the key
 * `a.b.c`, then as `b.c` in `a`, then as `c` in `b` in `a`; the rank of a target is its place in that order.
 */
export function fieldTree(plan: Plan, unwrap: readonly string[]): FieldNode {
  const root = emptyNode(0);
  for (const key of unwrap) root.children.getOrAdd(key, 1).unwrap = true;
  plan.columns.forEach(({ segments }, column) => {
    for (let rank = 0; rank < segments.length; rank += 1) {
      const nodes = nodesOnWay(root, segments, rank);
      for (const node of nodes.slice(0, -1)) node.below.push({ column, rank });
      (nodes.at(-1)!.columns as Target[]).push({ column, rank });
    }
  });
  plan.raws.forEach(({ segments }, column) => {
    for (let rank = 0; rank < segments.length; rank += 1) {
      const nodes = nodesOnWay(root, segments, rank);
      for (const node of nodes.slice(0, -1)) node.rawsBelow.push({ column, rank });
      (nodes.at(-1)!.raws as Target[]).push({ column, rank });
    }
  });
  return root;
}

function nodesOnWay(root: FieldNode, segments: readonly string[], nested: number): FieldNode[] {
  const keys = [...segments.slice(0, nested), segments.slice(nested).join('.')];
  const nodes: FieldNode[] = [];
  let node = root;
  for (const key of keys) {
    node = node.children.getOrAdd(key, nodes.length + 1);
    nodes.push(node);
  }
  return nodes;
}
