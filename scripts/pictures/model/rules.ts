import { type Leaf, leavesOf } from './leaves.js';

/** `drawn`: whatever stands there is drawn. `unseen`: it changes nothing in a picture. Else the values that are drawn. */
export type Rule = 'drawn' | 'unseen' | readonly Leaf[];

/** By path as `leavesOf` gives it; a path that ends in `.*` is for all below it. */
export type Rules = Readonly<Record<string, Rule>>;

/** What stands in `value` and is not in the rules, one line each. */
export function against(rules: Rules, value: unknown, path = ''): string[] {
  return leavesOf(value, path).flatMap(([at, leaf]) => {
    const rule = ruleFor(rules, at);
    if (rule === undefined) return [at];
    return typeof rule === 'string' || rule.includes(leaf) ? [] : [`${at}: ${JSON.stringify(leaf)}`];
  });
}

function ruleFor(rules: Rules, path: string): Rule | undefined {
  if (Object.hasOwn(rules, path)) return rules[path];
  for (let dot = path.lastIndexOf('.'); dot >= 0; dot = path.lastIndexOf('.', dot - 1)) {
    const wildcard = `${path.slice(0, dot)}.*`;
    if (Object.hasOwn(rules, wildcard)) return rules[wildcard];
  }
  return undefined;
}
