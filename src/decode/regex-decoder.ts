import { RE2JS } from 're2js';
import type { Plan } from './batch.js';
import { type Feed, feedOf, feedText } from './feed.js';
import { type LineDecoder, NOT_MINE } from './line-decoder.js';

interface Pattern {
  readonly re: RE2JS;
  /** The wanted groups by number. */
  readonly groups: readonly (readonly [number, Feed])[];
}

/**
 * Lines of any shape, by patterns in RE2 syntax that are tried in order; the first that is found anywhere in the
 * line is taken. Each named group, `(?P<name>…)` or `(?<name>…)`, is a field; a group that took no part in the
 * match is absent. RE2 takes time linear in the line whatever the pattern is.
 *
 * Throws on a pattern that RE2 does not read; the configuration has tried each before.
 */
export function regexDecoder(plan: Plan, patterns: readonly string[]): LineDecoder {
  const compiled = patterns.map((source) => compile(plan, source));
  const any = RE2JS.compile(patterns.map((source) => `(?:${withoutNames(source)})`).join('|'));
  return {
    decode(bytes, start, end, row, batch) {
      const text = bytes.toString('utf8', start, end);
      // A line of another format costs one look, however many patterns there are.
      if (!any.test(text)) return NOT_MINE;
      for (const { re, groups } of compiled) {
        // Whether it is found at all is answered by a DFA, seven times as fast as finding the groups.
        if (!re.test(text)) continue;
        const matcher = re.matcher(text);
        if (!matcher.find()) continue;
        for (const [number, feed] of groups) {
          const value = matcher.group(number);
          if (value !== null) feedText(feed, batch, row, value);
        }
        return 1;
      }
      return NOT_MINE;
    },
  };
}

/** Two patterns may use one name, but not within one regular expression. */
function withoutNames(source: string): string {
  return source.replace(/\\.|\(\?P?<\w+>/gs, (token) => (token.startsWith('\\') ? token : '('));
}

function compile(plan: Plan, source: string): Pattern {
  const re = RE2JS.compile(source);
  const groups = Object.entries(re.namedGroups()).flatMap(([name, number]) => {
    const feed = feedOf(plan, name);
    return feed === undefined ? [] : [[number, feed] as const];
  });
  return { re, groups };
}
