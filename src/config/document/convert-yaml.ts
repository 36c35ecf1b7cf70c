import { isAlias, isMap, isScalar, isSeq, type YAMLMap, type Node as YamlNode } from 'yaml';
import { quote } from './describe-node.js';
import type { Entry, Node, Position, ScalarNode } from './node.js';
import type { Fault, ParsedYaml } from './parse-yaml.js';

/** Aliases of aliases can make a gigabyte of a kilobyte ("billion laughs"); no honest file comes near. */
const largest = 1_000_000;

/** The nodes of a YAML document as ours, with the faults that only show here: aliases and equal keys. */
export function convertYaml(contents: YamlNode, at: (offset: number) => Position): ParsedYaml {
  const conversion = new Conversion(at);
  const root = conversion.node(contents, { line: 1, column: 1 });
  if (root.size > largest) {
    const message = `aliases make more than ${largest} values of this file; write out what they stand for`;
    return { root: undefined, faults: [{ position: root.position, message }] };
  }
  return { root, faults: conversion.faults };
}

class Conversion {
  readonly faults: Fault[] = [];
  readonly #at: (offset: number) => Position;
  /** Undefined while the anchor's own node is being read. */
  readonly #anchors = new Map<string, Node | undefined>();

  constructor(at: (offset: number) => Position) {
    this.#at = at;
  }

  node(yaml: unknown, fallback: Position): Node {
    const position = this.#position(yaml, fallback);
    if (isAlias(yaml)) return this.#alias(yaml.source, position);
    const anchor = isMap(yaml) || isSeq(yaml) || isScalar(yaml) ? yaml.anchor : undefined;
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const node = this.#content(yaml, position);
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    return node;
  }

  #content(yaml: unknown, position: Position): Node {
    if (isMap(yaml)) return this.#map(yaml, position);
    if (isSeq(yaml)) {
      const items = yaml.items.map((item) => this.node(item, position));
      return { kind: 'list', items, position, size: sizeOf(items) };
    }
    return scalar(yaml, position);
  }

  #map(yaml: YAMLMap, position: Position): Node {
    const entries = new Map<string, Entry>();
    for (const pair of yaml.items) {
      const at = this.#position(pair.key, position);
      const key = this.#key(pair.key, at);
      if (key === undefined) continue;
      const first = entries.get(key);
      if (first !== undefined) {
        this.#fault(at, `duplicate key ${quote(key)}; it is already on line ${first.key.line}`);
      } else {
        entries.set(key, { key: at, value: this.node(pair.value, at) });
      }
    }
    const values = [...entries.values()].map((entry) => entry.value);
    return { kind: 'map', entries, position, size: sizeOf(values) };
  }

  #key(yaml: unknown, position: Position): string | undefined {
    const key = this.node(yaml, position);
    if (key.kind === 'scalar' && key.text !== '<<') return key.text;
    const merge = 'cannot merge with "<<", which YAML 1.2 does not have; use an alias for a whole value';
    this.#fault(position, key.kind === 'scalar' ? merge : `expected a text as key, found a ${key.kind}`);
    return undefined;
  }

  #alias(name: string, position: Position): Node {
    const node = this.#anchors.get(name);
    if (node !== undefined) return node;
    const open = this.#anchors.has(name);
    this.#fault(position, open ? `alias *${name} stands inside its own anchor` : `unknown alias *${name}`);
    return scalar(null, position);
  }

  #position(yaml: unknown, fallback: Position): Position {
    const range = isMap(yaml) || isSeq(yaml) || isScalar(yaml) || isAlias(yaml) ? yaml.range : undefined;
    return range ? this.#at(range[0]) : fallback;
  }

  #fault(position: Position, message: string): void {
    this.faults.push({ position, message });
  }
}

/** The core schema knows no other values than these four; `source` is there for what was not in quotes. */
function scalar(yaml: unknown, position: Position): ScalarNode {
  const value = (isScalar(yaml) ? yaml.value : null) as ScalarNode['value'];
  const source = isScalar(yaml) ? yaml.source : undefined;
  const text = typeof value === 'string' ? value : (source ?? String(value ?? ''));
  return { kind: 'scalar', value, text, position, size: 1 };
}

function sizeOf(children: readonly Node[]): number {
  return children.reduce((sum, child) => sum + child.size, 1);
}
