import { quote } from '../document/describe-node.js';
import { unknownWord } from './choice.js';
import { refuse, type Schema } from './schema.js';

/** Objects told apart by the word under one key. Each of `variants` has that key among its own. */
export function tagged<T>(
  tag: string,
  expected: string,
  variants: Readonly<Record<string, Schema<T>>>,
): Schema<T> {
  const known = new Map(Object.entries(variants));
  const words = [...known.keys()];
  return {
    expected,
    read(at) {
      if (at.node.kind !== 'map') return refuse(at, expected);
      const word = at.node.entries.get(tag)?.value;
      if (word === undefined) {
        at.file.issues.add(at.path, `missing key ${quote(tag)}: one of ${words.join(', ')}`);
        return undefined;
      }
      const text = word.kind === 'scalar' ? word.text : `a ${word.kind}`;
      const variant = known.get(text);
      if (variant !== undefined) return variant.read(at);
      at.file.issues.add([...at.path, tag], unknownWord(tag, text, words));
      return undefined;
    },
    json: (definitions) => ({ anyOf: [...known.values()].map((variant) => variant.json(definitions)) }),
  };
}
