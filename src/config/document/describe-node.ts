import type { Node } from './node.js';

const longest = 60;

/** What was found, for messages: `"text"`, `5`, `a list`, `a map`, `nothing`. */
export function describeNode(node: Node): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a map';
  if (node.value === null) return 'nothing';
  return typeof node.value === 'string' ? quote(node.value) : node.text;
}

/** A value in double quotes, cut when it is long, on one line whatever it holds. */
export function quote(text: string): string {
  return JSON.stringify(text.length <= longest ? text : `${text.slice(0, longest)}…`);
}
