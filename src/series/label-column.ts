import type { Dictionary } from '../decode/dictionary.js';
import type { LabelTransform } from './label-transform.js';

/** The value is new, and the metric has all the series it may have. */
export const OVER_LIMIT = -1;

/**
 * One label of one instrument: turns the values of a column into numbers of label values. The transform runs once per
 * distinct value of the log; afterwards a label costs one array access.
 */
export class LabelColumn {
  readonly #transform: LabelTransform;
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];
  /** By id of the dictionary: number + 1, 0 = not worked out yet, OVER_LIMIT as it is. */
  #numberOf = new Int32Array(256);
  #generation = -1;

  constructor(transform: LabelTransform) {
    this.#transform = transform;
  }

  /** The value that number `number` stands for. */
  text(number: number): string {
    return this.#texts[number]!;
  }

  /** Number of a label value. */
  number(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    // A copy of its own: V8 keeps the whole text (a line, at worst) as long as a part of it lives.
    const own: string = JSON.parse(JSON.stringify(text));
    const number = this.#texts.push(own) - 1;
    this.#numbers.set(own, number);
    return number;
  }

  /**
   * Number of the label value made from dictionary value `id`. When `full`, a label value never seen gets no number:
   * then its event can only go to the overflow series, whatever the other labels are.
   */
  numberOf(id: number, dictionary: Dictionary, full: boolean): number {
    if (dictionary.generation !== this.#generation) {
      this.#generation = dictionary.generation;
      this.#numberOf.fill(0);
    }
    const known = id < this.#numberOf.length ? this.#numberOf[id]! : 0;
    if (known !== 0) return known === OVER_LIMIT ? OVER_LIMIT : known - 1;
    return this.#learn(id, dictionary, full);
  }

  #learn(id: number, dictionary: Dictionary, full: boolean): number {
    const text = this.#transform(dictionary.value(id)?.text);
    const number = full ? (this.#numbers.get(text) ?? OVER_LIMIT) : this.number(text);
    while (id >= this.#numberOf.length) {
      const next = new Int32Array(this.#numberOf.length * 2);
      next.set(this.#numberOf);
      this.#numberOf = next;
    }
    this.#numberOf[id] = number === OVER_LIMIT ? OVER_LIMIT : number + 1;
    return number;
  }
}
