import { nearestWord } from '../config/nearest-word.js';
import { allOf, anyOf, not } from './combine.js';
import type { Condition } from './condition.js';

/** Named conditions, and which of them the expressions named. */
export interface Selections {
  readonly byName: ReadonlyMap<string, Condition>;
  readonly used: Set<string>;
  /** Names that were offered as "did you mean". */
  readonly suggested: Set<string>;
}

export interface ParsedExpression {
  /** Undefined when the text is no expression, so that not all of its names were seen. */
  readonly condition: Condition | undefined;
  /** Messages; when there are some, `condition` must not be used. */
  readonly problems: readonly string[];
}

const MAX_DEPTH = 200;
const quantifiers = ['1', 'any', 'all'];
const operators = ['and', 'or', 'not', 'of'];

class SyntaxProblem extends Error {}

/**
 * Compiles a Sigma condition: `selection and not 1 of filter*`. From weak to strong: or, and, not, `x of`,
 * parentheses. Never throws.
 */
export function parseExpression(text: string, selections: Selections): ParsedExpression {
  const parser = new Parser(text, selections);
  try {
    return { condition: parser.parse(), problems: parser.problems };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    return { condition: undefined, problems: [...parser.problems, error.message] };
  }
}

class Parser {
  /** Names that are not there: the rest is read nevertheless. */
  readonly problems: string[] = [];
  readonly #text: string;
  readonly #tokens: readonly string[];
  readonly #selections: Selections;
  #at = 0;
  #depth = 0;

  constructor(text: string, selections: Selections) {
    this.#text = text;
    this.#tokens = text.match(/[()]|[^\s()]+/g) ?? [];
    this.#selections = selections;
  }

  parse(): Condition {
    const pipe = this.#text.indexOf('|');
    if (pipe !== -1) {
      throw new SyntaxProblem(
        `cannot use "${this.#text.slice(pipe)}": aggregations are no longer part of Sigma; ` +
          'count with the metric and compare in PromQL, e.g. increase(metric[5m]) > 5',
      );
    }
    const condition = this.#or();
    if (this.#at < this.#tokens.length) {
      throw new SyntaxProblem(`expected "and" or "or"${this.#place()}`);
    }
    return condition;
  }

  #or(): Condition {
    const parts = [this.#and()];
    while (this.#take('or')) parts.push(this.#and());
    return anyOf(parts);
  }

  #and(): Condition {
    const parts = [this.#not()];
    while (this.#take('and')) parts.push(this.#not());
    return allOf(parts);
  }

  #not(): Condition {
    this.#depth += 1;
    // The stack is finite, and a configuration must never end the process.
    if (this.#depth > MAX_DEPTH) throw new SyntaxProblem('condition is nested too deeply');
    const condition = this.#take('not') ? not(this.#not()) : this.#operand();
    this.#depth -= 1;
    return condition;
  }

  #operand(): Condition {
    if (this.#take('(')) {
      const condition = this.#or();
      if (!this.#take(')')) throw new SyntaxProblem(`expected ")"${this.#place()}`);
      return condition;
    }
    const word = this.#tokens[this.#at];
    if (word === undefined || word === '(' || word === ')' || operators.includes(word.toLowerCase())) {
      throw new SyntaxProblem(`expected the name of a selection${this.#place()}`);
    }
    this.#at += 1;
    return this.#take('of') ? this.#some(word) : this.#named(word);
  }

  #some(quantifier: string): Condition {
    if (!quantifiers.includes(quantifier)) {
      throw new SyntaxProblem(`unknown quantifier "${quantifier}"; expected 1, any or all`);
    }
    const pattern = this.#tokens[this.#at];
    if (pattern === undefined || pattern === '(' || pattern === ')') {
      throw new SyntaxProblem(`expected "them" or a pattern such as filter*${this.#place()}`);
    }
    this.#at += 1;
    const names = matchingNames(pattern, [...this.#selections.byName.keys()]);
    if (names.length === 0) return this.#unknown(`no selection is named like "${pattern}"`, pattern);
    const conditions = names.map((name) => this.#named(name));
    return quantifier === 'all' ? allOf(conditions) : anyOf(conditions);
  }

  #named(name: string): Condition {
    const condition = this.#selections.byName.get(name);
    if (condition === undefined) return this.#unknown(`unknown selection "${name}"`, name);
    this.#selections.used.add(name);
    return condition;
  }

  #unknown(message: string, word: string): Condition {
    const names = [...this.#selections.byName.keys()];
    const near = nearestWord(word, names);
    if (near !== undefined) this.#selections.suggested.add(near);
    const known = names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`;
    this.problems.push(`${message}; ${near === undefined ? known : `did you mean "${near}"?`}`);
    return { op: 'const', value: false };
  }

  #take(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #place(): string {
    const found = this.#tokens[this.#at];
    const before = this.#tokens[this.#at - 1];
    const where = before === undefined ? '' : ` after "${before}"`;
    return `${where}; found ${found === undefined ? 'the end' : `"${found}"`}`;
  }
}

/** `them` and patterns leave out names that start with `_`, unless the pattern itself does. */
function matchingNames(pattern: string, names: readonly string[]): readonly string[] {
  const visible = names.filter((name) => pattern.startsWith('_') || !name.startsWith('_'));
  if (pattern.toLowerCase() === 'them') return visible;
  const pieces = pattern.split('*').map((piece) => piece.replace(/[^\w]/g, '\\$&'));
  const regex = new RegExp(`^${pieces.join('.*')}$`);
  return visible.filter((name) => regex.test(name));
}
