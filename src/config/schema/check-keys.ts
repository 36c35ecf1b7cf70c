import { quote } from '../document/describe-node.js';
import type { MapNode } from '../document/node.js';
import { nearestWord } from '../nearest-word.js';
import { suggestion } from './choice.js';
import type { Key } from './key.js';
import type { At } from './schema.js';

type KnownKeys = ReadonlyMap<string, Key<unknown>>;

/**
 * Unknown keys, missing keys, and more or less than one of `exactlyOne`. A missing key that an unknown one was
 * most likely meant to be is not told a second time. `useful` are the keys to suggest.
 */
export function checkKeys(
  at: At & { node: MapNode },
  known: KnownKeys,
  name: string,
  exactlyOne: readonly string[] | undefined,
  useful: readonly string[] = [...known.keys()],
): void {
  const meant = refuseUnknown(at, known, useful);
  for (const [key, { required, doc }] of known) {
    if (!required || at.node.entries.has(key) || meant.has(key)) continue;
    at.file.issues.add(at.path, `missing key ${quote(key)}: ${inSentence(doc)}`);
  }
  if (exactlyOne !== undefined) checkExactlyOne(at, exactlyOne, name, meant);
}

/** The known keys that unknown ones were most likely meant to be. */
function refuseUnknown(
  at: At & { node: MapNode },
  known: KnownKeys,
  names: readonly string[],
): Set<string | undefined> {
  const meant = new Set<string | undefined>();
  for (const key of at.node.entries.keys()) {
    if (known.has(key)) continue;
    meant.add(nearestWord(key, names));
    const message = `unknown key ${quote(key)}; ${suggestion(key, names)}`;
    at.file.issues.add([...at.path, key], message, { atKey: true });
  }
  return meant;
}

function checkExactlyOne(
  at: At & { node: MapNode },
  keys: readonly string[],
  name: string,
  meant: ReadonlySet<string | undefined>,
): void {
  const rule = `${name} needs exactly one of ${keys.join(', ')}`;
  const [first, ...more] = keys.filter((key) => at.node.entries.has(key));
  if (first === undefined) {
    if (!keys.some((key) => meant.has(key))) at.file.issues.add(at.path, `${rule}; it has none`);
    return;
  }
  for (const key of more) {
    const message = `${rule}; remove ${quote(key)} or ${quote(first)}`;
    at.file.issues.add([...at.path, key], message, { atKey: true });
  }
}

function inSentence(doc: string): string {
  return doc.charAt(0).toLowerCase() + doc.slice(1).replace(/\.$/, '');
}
