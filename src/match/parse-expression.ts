import { nearestWord } from '../config/nearest-word.js';
import { allOf, anyOf, not } from './combine.js';
import type { Condition } from './condition.js';

/** Named conditions, and which of them an expression named. */
export interface Selections {
  readonly byName: ReadonlyMap<string, Condition>;
  readonly used: Set<string>;
  /** Names that were offered as "did you mean". */
  readonly suggested: Set<string>;
}

const MAX_DEPTH = 200;
const quantifiers = ['1', 'any', 'all'];
const operators = ['and', 'or', 'not', 'of'];

class ExpressionError extends Error {}

/**
 * Compiles a Sigma condition: `selection and not 1 of filter*`. From weak to strong: or, and, not, `x of`,
 * parentheses. Returns a message instead when the text is not a condition or names what is not there.
 */
export function parseExpression(
  text: string,
  selections: Selections,
): Condition | { readonly problem: string } {
  try {
    return new Parser(text, selections).parse();
  } catch (error) {
    if (error instanceof ExpressionError) return { problem: error.message };
    throw error;
  }
}

class Parser {
  readonly #tokens: readonly string[];
  readonly #selections: Selections;
  #at = 0;
  #depth = 0;

  constructor(text: string, selections: Selections) {
    if (text.includes('|')) {
      throw new ExpressionError(
        `cannot use "${text.slice(text.indexOf('|'))}": aggregations are no longer part of Sigma; ` +
          'count with the metric and compare in PromQL, e.g. increase(metric[5m]) > 5',
      );
    }
    this.#tokens = text.match(/[()]|[^\s()]+/g) ?? [];
    this.#selections = selections;
  }

  parse(): Condition {
    const condition = this.#or();
    if (this.#at < this.#tokens.length) {
      throw new ExpressionError(`expected "and" or "or" ${this.#place()}`);
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
    if (this.#depth > MAX_DEPTH) throw new ExpressionError('condition is nested too deeply');
    const condition = this.#take('not') ? not(this.#not()) : this.#operand();
    this.#depth -= 1;
    return condition;
  }

  #operand(): Condition {
    if (this.#take('(')) {
      const condition = this.#or();
      if (!this.#take(')')) throw new ExpressionError(`expected ")" ${this.#place()}`);
      return condition;
    }
    const word = this.#tokens[this.#at];
    if (word === undefined || word === '(' || word === ')' || operators.includes(word.toLowerCase())) {
      throw new ExpressionError(`expected the name of a selection ${this.#place()}`);
    }
    this.#at += 1;
    return this.#take('of') ? this.#some(word) : this.#named(word);
  }

  #some(quantifier: string): Condition {
    if (!quantifiers.includes(quantifier)) {
      throw new ExpressionError(`unknown quantifier "${quantifier}"; expected 1, any or all`);
    }
    const pattern = this.#tokens[this.#at];
    if (pattern === undefined || pattern === '(' || pattern === ')') {
      throw new ExpressionError(`expected "them" or a pattern such as filter* ${this.#place()}`);
    }
    this.#at += 1;
    const names = matchingNames(pattern, [...this.#selections.byName.keys()]);
    if (names.length === 0) throw this.#unknown(`no selection is named like "${pattern}"`, pattern);
    const conditions = names.map((name) => this.#named(name));
    return quantifier === 'all' ? allOf(conditions) : anyOf(conditions);
  }

  #named(name: string): Condition {
    const condition = this.#selections.byName.get(name);
    if (condition === undefined) throw this.#unknown(`unknown selection "${name}"`, name);
    this.#selections.used.add(name);
    return condition;
  }

  #unknown(message: string, word: string): ExpressionError {
    const names = [...this.#selections.byName.keys()];
    const near = nearestWord(word, names);
    if (near !== undefined) this.#selections.suggested.add(near);
    const known = names.length === 0 ? 'there are none' : `there are ${names.join(', ')}`;
    return new ExpressionError(`${message}; ${near === undefined ? known : `did you mean "${near}"?`}`);
  }

  #take(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false;
    this.#at += 1;
    return true;
  }

  #place(): string {
    const found = this.#tokens[this.#at];
    const before = this.#tokens[this.#at - 1];
    const where = before === undefined ? '' : `after "${before}"`;
    return `${where}; found ${found === undefined ? 'the end' : `"${found}"`}`.trimStart();
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
