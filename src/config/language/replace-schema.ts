import { RE2JS } from 're2js';
import { quote } from '../document/describe-node.js';
import { required } from '../schema/key.js';
import { oneOrMore } from '../schema/list.js';
import { mapped } from '../schema/mapped.js';
import { object } from '../schema/object.js';
import type { Schema } from '../schema/schema.js';
import { anyText } from '../schema/text.js';
import { regex } from './regex.js';

interface Replacement {
  readonly regex: string;
  readonly replacement: string;
}

const replacement: Schema<Replacement> = mapped(
  object(
    {
      regex: required(regex, 'An RE2 pattern that the whole value has to match.'),
      replacement: required(anyText('a text'), 'What the value becomes; `$1` stands for the first group.'),
    },
    {
      name: 'a replacement',
      check(read, at) {
        if (read.regex === undefined || read.replacement === undefined) return;
        const groups = RE2JS.compile(read.regex).groupCount();
        for (const [reference, bare, braced] of read.replacement.matchAll(/\$(?:(\d+)|\{(\d+)\})/g)) {
          if (Number(bare ?? braced) <= groups) continue;
          const has = `the pattern has ${groups} ${groups === 1 ? 'group' : 'groups'}`;
          at.file.issues.add([...at.path, 'replacement'], `unknown group ${quote(reference)}: ${has}`);
        }
      },
    },
  ),
  ({ regex: source, replacement: text }) => ({ regex: source ?? '', replacement: text ?? '' }),
);

/** Replacements in the manner of Prometheus relabelling, applied in order. */
export const replacements = oneOrMore(
  replacement,
  'a map with regex and replacement, or a list of such maps',
);
