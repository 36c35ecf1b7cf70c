import type { Origin } from '../config.js';
import { quote } from '../document/describe-node.js';

interface Named {
  readonly name: string | undefined;
  readonly origin: Origin;
}

/** The same name twice in one list: the second would silently replace the first. */
export function checkDuplicates(entries: readonly Named[]): void {
  const first = new Map<string, Origin>();
  for (const { name, origin } of entries) {
    if (name === undefined) continue;
    const before = first.get(name);
    if (before === undefined) {
      first.set(name, origin);
    } else {
      const message = `metric ${quote(name)} is in this list already, on line ${before.line}; remove one of them`;
      origin.issues.add([...origin.path, 'name'], message);
    }
  }
}
