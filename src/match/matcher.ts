import type { Batch } from '../decode/batch.js';
import { type Atom, type Atoms, decide, gatherAtoms } from './atoms.js';
import { ColumnClasses } from './column-classes.js';
import type { Condition } from './condition.js';

/** How many different outcomes are remembered before the matcher starts over. */
const MAX_OUTCOMES = 65_536;

interface Step {
  /** By class of this step's column: where to go on. */
  readonly next: (Step | undefined)[];
  outcome: number;
}

/**
 * Works out which conditions an event meets.
 *
 * Every column that a condition names sorts its values into a few classes (ColumnClasses). The classes of one event
 * lead, column by column, through a tree that is built as events come: its leaf is the event's outcome, a number, and
 * for every outcome the result of each condition is known. So an event costs two array accesses per column, however
 * many conditions there are, and equals evaluating each condition by itself (the tests hold this).
 *
 * Events cannot make the tree grow without limit: beyond `maxOutcomes` it starts over. Every class leads to an outcome
 * of its own, so that bounds the classes too.
 */
export class Matcher {
  /** Grows when outcomes were forgotten: numbers handed out before mean nothing any more. */
  generation = 0;
  /** Per row of the batch matched last. */
  outcomes = new Int32Array(1024);
  readonly #conditions: readonly Condition[];
  readonly #atoms: Atoms;
  readonly #classes: readonly ColumnClasses[];
  readonly #columnOf: (field: string) => number;
  readonly #rowTests: boolean;
  #root: Step = { next: [], outcome: -1 };
  #results: boolean[][] = [];
  readonly #maxOutcomes: number;
  #dictionaryGeneration = -1;

  /** `columnOf` gives the column of a field; every field of a condition must have one. */
  constructor(
    conditions: readonly Condition[],
    columnOf: (field: string) => number,
    maxOutcomes = MAX_OUTCOMES,
  ) {
    this.#conditions = conditions;
    this.#maxOutcomes = maxOutcomes;
    this.#atoms = gatherAtoms(conditions);
    this.#columnOf = columnOf;
    this.#classes = [...this.#atoms.fields].map(
      ([field, tests]) => new ColumnClasses(columnOf(field), tests),
    );
    this.#rowTests = this.#atoms.pairs.length + this.#atoms.lines.length > 0;
  }

  /** Result of condition number `condition` for an outcome. */
  holds(outcome: number, condition: number): boolean {
    return this.#results[outcome]![condition]!;
  }

  /** Fills `outcomes` for every row of `batch`. */
  match(batch: Batch): void {
    if (batch.dictionary.generation !== this.#dictionaryGeneration) {
      this.#dictionaryGeneration = batch.dictionary.generation;
      for (const classes of this.#classes) classes.forgetIds();
    }
    if (this.#results.length > this.#maxOutcomes) this.#startOver();
    if (this.outcomes.length < batch.rows) this.outcomes = new Int32Array(batch.rows * 2);
    for (let row = 0; row < batch.rows; row += 1) this.outcomes[row] = this.#outcome(batch, row);
  }

  #outcome(batch: Batch, row: number): number {
    const classes = this.#classes;
    let step = this.#root;
    for (let i = 0; i < classes.length; i += 1) {
      const column = classes[i]!;
      const id = batch.ids[column.column]![row]!;
      let number = column.known(id);
      if (number === -1) number = column.learn(id, batch.dictionary.value(id));
      step = step.next[number] ?? addStep(step, number);
    }
    if (this.#rowTests) step = this.#testRow(batch, row, step);
    if (step.outcome === -1) step.outcome = this.#decide(batch, row);
    return step.outcome;
  }

  /** Tests that no single value decides: of two fields, of the whole line. One step each: 0 or 1. */
  #testRow(batch: Batch, row: number, from: Step): Step {
    let step = from;
    for (const { fields, test } of this.#atoms.pairs) {
      const [left, right] = fields.map((field) =>
        batch.dictionary.value(batch.ids[this.#columnOf(field)]![row]!),
      );
      const number = Number(test.test(left, right));
      step = step.next[number] ?? addStep(step, number);
    }
    if (this.#atoms.lines.length === 0) return step;
    const line = batch.lineText(row);
    for (const test of this.#atoms.lines) {
      const number = Number(test.test(line));
      step = step.next[number] ?? addStep(step, number);
    }
    return step;
  }

  /** A leaf reached for the first time: decides every condition from the tests' results. */
  #decide(batch: Batch, row: number): number {
    const holds = (atom: Atom): boolean => this.#holds(atom, batch, row);
    return this.#results.push(this.#conditions.map((condition) => decide(condition, holds))) - 1;
  }

  #holds(atom: Atom, batch: Batch, row: number): boolean {
    if (atom.op === 'line') return atom.test.test(batch.lineText(row));
    const value = (field: string) => batch.dictionary.value(batch.ids[this.#columnOf(field)]![row]!);
    if (atom.op === 'fields') return atom.test.test(value(atom.fields[0]), value(atom.fields[1]));
    return atom.test.test(value(atom.field));
  }

  #startOver(): void {
    this.generation += 1;
    for (const classes of this.#classes) classes.startOver();
    this.#root = { next: [], outcome: -1 };
    this.#results = [];
  }
}

function addStep(from: Step, number: number): Step {
  const step: Step = { next: [], outcome: -1 };
  from.next[number] = step;
  return step;
}
