/** What an expression of PromQL names. */
export interface PromqlNames {
  readonly selectors: readonly PromqlSelector[];
  /** Labels of by, without, on, ignoring, group_left and group_right. */
  readonly labels: readonly string[];
}

export interface PromqlSelector {
  readonly metric: string;
  readonly matchers: readonly PromqlMatcher[];
}

export interface PromqlMatcher {
  readonly label: string;
  readonly operator: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

const keywords = new Set(['and', 'or', 'unless', 'bool', 'offset', 'inf', 'nan', 'start', 'end']);
const lists = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right']);
const token =
  /\s+|#[^\n]*|"(?:[^"\\]|\\.)*"|\[[^\]]*\]|[a-zA-Z_:][\w:]*|\d[\w.]*|[=!<>]=|[=!]~|[-+*/%^()<>,@{}=]/y;

/**
 * Finds the selectors and labels of an expression that promtool has found to be sound: no parser, only as much as it
 * takes to tell a metric from a function, a keyword and a label. @throws Error at a sign that it does not know.
 */
export function promqlNames(expression: string): PromqlNames {
  const tokens = tokensOf(expression);
  const selectors: PromqlSelector[] = [];
  const labels: string[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const word = tokens[at]!;
    if (!/^[a-zA-Z_:]/.test(word) || keywords.has(word.toLowerCase())) continue;
    if (lists.has(word)) {
      const end = tokens[at + 1] === '(' ? tokens.indexOf(')', at) : at;
      labels.push(...tokens.slice(at + 2, end).filter((part) => part !== ','));
      at = end;
    } else if (tokens[at + 1] === '{') {
      const end = tokens.indexOf('}', at);
      selectors.push({ metric: word, matchers: matchersOf(tokens.slice(at + 2, end)) });
      at = end;
    } else if (tokens[at + 1] !== '(') {
      // A function or an aggregation is followed by "(", an aggregation also by its list of labels.
      if (!lists.has(tokens[at + 1] ?? '')) selectors.push({ metric: word, matchers: [] });
    }
  }
  return { selectors, labels };
}

function tokensOf(expression: string): string[] {
  const tokens: string[] = [];
  for (token.lastIndex = 0; token.lastIndex < expression.length; ) {
    const from = token.lastIndex;
    const text = token.exec(expression)?.[0];
    if (text === undefined) throw new Error(`not understood: ${expression.slice(from)}`);
    if (!/^[\s#[]/.test(text)) tokens.push(text);
  }
  return tokens;
}

function matchersOf(tokens: readonly string[]): PromqlMatcher[] {
  const matchers: PromqlMatcher[] = [];
  for (let at = 0; at + 2 < tokens.length; at += 4) {
    const [label, operator, quoted] = tokens.slice(at, at + 3) as [string, PromqlMatcher['operator'], string];
    matchers.push({ label, operator, value: JSON.parse(quoted) as string });
  }
  return matchers;
}

/** Whether a label value is one that a matcher selects. */
export function selects({ operator, value }: PromqlMatcher, text: string): boolean {
  const equal = operator.endsWith('~') ? new RegExp(`^(?:${value})$`).test(text) : value === text;
  return operator.startsWith('!') ? !equal : equal;
}
