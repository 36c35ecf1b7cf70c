import type { IssuePath } from '../issue.js';
import type { Node, Position } from './node.js';

/**
 * Position of what a path leads to, or of the last part of the path that is there; with `atKey` of the key
 * at its end. A path may go on below a scalar where a list of one was written without brackets.
 */
export function locate(root: Node, path: IssuePath, atKey: boolean): Position {
  let node = root;
  let position = root.position;
  for (const [index, step] of path.entries()) {
    const last = index === path.length - 1;
    if (node.kind === 'map') {
      const entry = node.entries.get(String(step));
      if (entry === undefined) return position;
      position = last && atKey ? entry.key : entry.value.position;
      node = entry.value;
    } else if (node.kind === 'list') {
      const item = typeof step === 'number' ? node.items[step] : undefined;
      if (item === undefined) return position;
      position = item.position;
      node = item;
    } else {
      return position;
    }
  }
  return position;
}
