import type { Value } from '../decode/value.js';
import type { ValueTest } from './condition.js';

/**
 * Sorts the values of one column into classes: two values are of one class when every test on that column has the
 * same result for both. Each distinct value is tested once; from then on its class is one array access.
 */
export class ColumnClasses {
  readonly column: number;
  readonly tests: readonly ValueTest[];
  /** By id of the dictionary: class + 1, or 0 when the value was not tested yet. */
  #classOf = new Int32Array(256);
  readonly #classes = new Map<string, number>();

  constructor(column: number, tests: readonly ValueTest[]) {
    this.column = column;
    this.tests = tests;
  }

  /** The class of an id, or -1 when it has to be worked out by `learn`. */
  known(id: number): number {
    return id < this.#classOf.length ? this.#classOf[id]! - 1 : -1;
  }

  learn(id: number, value: Value | undefined): number {
    const key = this.tests.map((test) => Number(test.test(value))).join('');
    const number = this.#classes.get(key) ?? this.#classes.size;
    this.#classes.set(key, number);
    while (id >= this.#classOf.length) this.#classOf = doubled(this.#classOf);
    this.#classOf[id] = number + 1;
    return number;
  }

  /** The dictionary starts over: ids mean other values now. Classes stay. */
  forgetIds(): void {
    this.#classOf.fill(0);
  }

  /** Forgets the classes too: with n tests there can be 2^n of them, if whoever writes the log wants it. */
  startOver(): void {
    this.forgetIds();
    this.#classes.clear();
  }
}

function doubled(array: Int32Array): Int32Array<ArrayBuffer> {
  const next = new Int32Array(array.length * 2);
  next.set(array);
  return next;
}
