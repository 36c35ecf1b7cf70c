import type { Batch } from '../decode/batch.js';
import type { FixedLabels } from './fixed-labels.js';
import type { InstrumentDefinition } from './instrument-definition.js';
import { isKeyLabel, OTHER, renderSeries } from './key-labels.js';
import { knownTuples } from './known-tuples.js';
import { LabelColumn, OVER_LIMIT } from './label-column.js';
import { SlotTable } from './slot-table.js';

/**
 * Which series an event belongs to: from the labels of one instrument to a slot. Slots are made when first needed, or
 * at the start where labels are known in advance; there are at most `limit`, and one more for what is beyond.
 */
export class SeriesKeys {
  /** Events that went to the `__other__` series. */
  overflow = 0;
  readonly #definition: InstrumentDefinition;
  readonly #slots: SlotTable;
  /** Positions of the labels that make the key, with their values; the other labels follow from these. */
  readonly #positions: readonly number[];
  readonly #labels: readonly LabelColumn[];
  /** Per key label the column of the batch, or -1 when its value is fixed. */
  readonly #columns: readonly number[];
  readonly #key: Int32Array;
  readonly #texts: string[] = [];
  #other = -1;
  /** The event before: logs repeat themselves, and the same cells are the same slot. */
  readonly #lastCells: Int32Array;
  #lastSlot = -1;
  #lastGeneration = -1;

  constructor(definition: InstrumentDefinition) {
    this.#definition = definition;
    const { labels } = definition;
    const keys = [...labels.entries()].filter(([, label]) => isKeyLabel(label));
    this.#positions = keys.map(([position]) => position);
    this.#labels = keys.map(
      ([, label]) => new LabelColumn(label.from === 'field' ? label.transform : () => ''),
    );
    this.#columns = keys.map(([, label]) => (label.from === 'field' ? label.column : -1));
    this.#key = new Int32Array(keys.length);
    this.#lastCells = new Int32Array(keys.length);
    this.#slots = new SlotTable(keys.length);
    // A gauge at 0 would be a state that never was: a log without an event is not one of 1970.
    if (definition.type !== 'gauge') for (const tuple of knownTuples(labels)) this.slotOf(tuple);
  }

  get size(): number {
    return this.#slots.size;
  }

  /** Label pairs of a slot, rendered and escaped. */
  text(slot: number): string {
    return this.#texts[slot]!;
  }

  /** Values of the key labels of a slot: what `slotOf` takes. */
  values(slot: number): string[] {
    return this.#labels.map((label, i) => label.text(this.#slots.keyAt(slot, i)));
  }

  /** The number that stands for value `text` of the label at `position`: what fixed labels are made of. */
  labelNumber(position: number, text: string): number {
    return this.#labels[this.#positions.indexOf(position)]!.number(text);
  }

  /** The slot of the event in `row`. */
  find(batch: Batch, row: number, fixed: FixedLabels): number {
    if (!this.#isRepeated(batch, row, fixed)) this.#lastSlot = this.#look(batch);
    if (this.#lastSlot === this.#other) this.overflow += 1;
    return this.#lastSlot;
  }

  /** The slot of given values of the key labels, made when it is not there: also beyond the limit. */
  slotOf(values: readonly string[]): number {
    this.#labels.forEach((label, i) => {
      this.#key[i] = label.number(values[i]!);
    });
    const slot = this.#slots.find(this.#key);
    const found = slot === -1 ? this.#add() : slot;
    if (values.length > 0 && values.every((value) => value === OTHER)) this.#other = found;
    return found;
  }

  /** Whether the cells are those of the event before; they are remembered if not. */
  #isRepeated(batch: Batch, row: number, fixed: FixedLabels): boolean {
    const columns = this.#columns;
    let same = this.#lastSlot !== -1 && batch.dictionary.generation === this.#lastGeneration;
    for (let i = 0; i < columns.length; i += 1) {
      const column = columns[i]!;
      const cell = column === -1 ? fixed[this.#positions[i]!]! : batch.ids[column]![row]!;
      if (cell !== this.#lastCells[i]) {
        same = false;
        this.#lastCells[i] = cell;
      }
    }
    this.#lastGeneration = batch.dictionary.generation;
    return same;
  }

  /** The slot for the remembered cells. */
  #look({ dictionary }: Batch): number {
    const full = this.#slots.size - (this.#other === -1 ? 0 : 1) >= this.#definition.limit;
    for (let i = 0; i < this.#columns.length; i += 1) {
      const cell = this.#lastCells[i]!;
      const number = this.#columns[i] === -1 ? cell : this.#labels[i]!.numberOf(cell, dictionary, full);
      if (number === OVER_LIMIT) return this.#otherSlot();
      this.#key[i] = number;
    }
    const slot = this.#slots.find(this.#key);
    if (slot !== -1) return slot;
    return full ? this.#otherSlot() : this.#add();
  }

  #otherSlot(): number {
    return this.#other === -1 ? this.slotOf(this.#labels.map(() => OTHER)) : this.#other;
  }

  #add(): number {
    this.#texts.push(this.#render());
    return this.#slots.add(this.#key);
  }

  /** Label pairs of the slot whose key stands in #key. */
  #render(): string {
    return renderSeries(
      this.#definition,
      this.#labels.map((label, i) => label.text(this.#key[i]!)),
    );
  }
}
