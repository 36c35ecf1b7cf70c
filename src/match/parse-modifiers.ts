import type { IssuePath, Issues } from '../config/issue.js';
import { nearestWord } from '../config/nearest-word.js';
import {
  allowedGroups,
  type Comparison,
  type Encoding,
  type ModifierGroup,
  type Modifiers,
  modifierGroups,
  type NumberOrder,
} from './modifiers.js';
import type { Anchor } from './pattern.js';
import type { TimePart } from './time-part.js';

/**
 * Reads the words behind a field name. Undefined, with an issue at the key, when one is unknown or two do not go
 * together: nothing is ever ignored silently, since a rule that means something else is worse than no rule.
 */
export function parseModifiers(
  words: readonly string[],
  path: IssuePath,
  issues: Issues,
): Modifiers | undefined {
  const byGroup = new Map<ModifierGroup, string[]>();
  for (const word of words) {
    const group = groupOf(word, path, issues);
    if (group === undefined) return undefined;
    byGroup.set(group, [...(byGroup.get(group) ?? []), word]);
  }
  const comparison = comparisonOf(byGroup);
  const problem = clash(words, byGroup, comparison) ?? misplaced(words, byGroup);
  if (problem === undefined) return toModifiers(byGroup, comparison);
  issues.add(path, problem, { atKey: true });
  return undefined;
}

function groupOf(word: string, path: IssuePath, issues: Issues): ModifierGroup | undefined {
  const group = modifierGroups.get(word);
  if (group !== undefined && group !== 'expand') return group;
  let message = 'cannot use modifier "expand": placeholders are not supported; write their values as a list';
  if (group === undefined) {
    const near = nearestWord(word, [...modifierGroups.keys()]);
    const advice =
      near === undefined ? `expected one of ${[...modifierGroups.keys()].join(', ')}` : undefined;
    message = `unknown modifier "${word}"; ${advice ?? `did you mean "${near}"?`}`;
  }
  issues.add(path, message, { atKey: true });
  return undefined;
}

function comparisonOf(byGroup: ReadonlyMap<ModifierGroup, unknown>): Comparison {
  for (const comparison of ['re', 'cidr', 'exists', 'fieldref', 'time'] as const) {
    if (byGroup.has(comparison)) return comparison;
  }
  return byGroup.has('order') ? 'number' : 'text';
}

function clash(
  words: readonly string[],
  byGroup: ReadonlyMap<ModifierGroup, readonly string[]>,
  comparison: Comparison,
): string | undefined {
  if (byGroup.has('flag') && comparison !== 're') {
    return `cannot use modifier "${byGroup.get('flag')![0]}" without "re" before it`;
  }
  const main = mainWord(byGroup, comparison);
  for (const [group, [word, second]] of byGroup) {
    if (!allowedGroups[comparison].includes(group)) {
      return `cannot combine modifiers "${word}" and "${main}"${advice(group, comparison)}`;
    }
    if (second === undefined || group === 'flag') continue;
    if (word === second) return `modifier "${word}" is given twice`;
    const instead = group === 'anchor' ? '; use "contains", or wildcards' : '';
    return `cannot combine modifiers "${word}" and "${second}"${instead}`;
  }
  const twice = words.find((word, i) => words.indexOf(word) !== i);
  return twice === undefined ? undefined : `modifier "${twice}" is given twice`;
}

function mainWord(
  byGroup: ReadonlyMap<ModifierGroup, readonly string[]>,
  comparison: Comparison,
): string | undefined {
  const group = comparison === 'number' ? 'order' : comparison;
  return group === 'text' ? undefined : byGroup.get(group)?.[0];
}

function advice(group: ModifierGroup, comparison: Comparison): string {
  if (comparison === 're' && group === 'case')
    return ': a regular expression is case-sensitive unless "i" is given';
  if (comparison === 'exists' && group === 'negation') return '; use the value false';
  if (comparison === 'fieldref' && group === 'anchor') return ': "fieldref" compares whole values';
  return '';
}

/** Modifiers are applied in the order given; where another order can't mean anything, it is refused. */
function misplaced(
  words: readonly string[],
  byGroup: ReadonlyMap<ModifierGroup, readonly string[]>,
): string | undefined {
  const first = (group: ModifierGroup): number => words.indexOf(byGroup.get(group)?.[0] ?? '');
  const before = (early: ModifierGroup, late: ModifierGroup): string | undefined =>
    first(late) !== -1 && first(early) > first(late)
      ? `modifier "${words[first(early)]}" must stand before "${words[first(late)]}"`
      : undefined;
  return (
    before('re', 'flag') ??
    before('encoding', 'base64') ??
    before('windash', 'encoding') ??
    before('windash', 'base64') ??
    before('base64', 'anchor') ??
    before('time', 'order')
  );
}

function toModifiers(
  byGroup: ReadonlyMap<ModifierGroup, readonly string[]>,
  comparison: Comparison,
): Modifiers {
  const word = (group: ModifierGroup): string | undefined => byGroup.get(group)?.[0];
  const encoding = word('encoding');
  const flags = byGroup.get('flag') ?? [];
  return {
    comparison,
    all: byGroup.has('list'),
    neq: byGroup.has('negation'),
    cased: byGroup.has('case'),
    anchor: (word('anchor') ?? 'equals') as Anchor,
    windash: byGroup.has('windash'),
    encoding: (encoding === 'wide' ? 'utf16le' : encoding) as Encoding | undefined,
    base64: word('base64') as Modifiers['base64'],
    order: word('order') as NumberOrder | undefined,
    timePart: word('time') as TimePart | undefined,
    regexFlags: {
      i: flags.includes('i') || flags.includes('ignorecase'),
      m: flags.includes('m') || flags.includes('multiline'),
      s: flags.includes('s') || flags.includes('dotall'),
    },
  };
}
