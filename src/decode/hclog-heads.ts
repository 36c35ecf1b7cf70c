import type { Batch } from './batch.js';

/** Longer heads are not worth remembering. */
const MAX_LENGTH = 192;
const SLOTS = 256;

interface Head {
  /** From the `[` of the level to the `=` of the first argument, or to the end of the line. */
  readonly bytes: Uint8Array;
  /** Whether the line ends there. */
  readonly whole: boolean;
  /** The cells that the line got, in the order of the columns. */
  readonly ids: Int32Array;
}

/**
 * The fixed parts of the lines seen last. A program has few messages, which differ in their arguments: where the bytes
 * up to the first argument are those of a line before, level, module and message are the same, and nothing has to be
 * looked for. One comparison in place of five passes.
 */
export class HclogHeads {
  readonly #columns: readonly number[];
  readonly #slots: (Head | undefined)[] = new Array(SLOTS).fill(undefined);
  #generation = -1;

  /** `columns`: those that level, module and message go into. */
  constructor(columns: readonly number[]) {
    this.#columns = columns;
  }

  /** Fills `row` when the line whose level stands at `mark` starts like one before. */
  fill(bytes: Uint8Array, mark: number, stop: number, row: number, batch: Batch): boolean {
    if (batch.dictionary.generation !== this.#generation) this.#forget(batch.dictionary.generation);
    const head = this.#slots[slotOf(bytes, mark)];
    if (head === undefined || !startsWith(bytes, mark, stop, head)) return false;
    const { ids } = head;
    for (let i = 0; i < ids.length; i += 1) batch.ids[this.#columns[i]!]![row] = ids[i]!;
    return true;
  }

  /** Remembers what the line in `bytes[mark, stop)` gave; `end` is where its head ends. */
  remember(bytes: Uint8Array, mark: number, end: number, stop: number, row: number, batch: Batch): void {
    if (end - mark > MAX_LENGTH) return;
    this.#slots[slotOf(bytes, mark)] = {
      bytes: new Uint8Array(bytes.subarray(mark, end)),
      whole: end === stop,
      ids: Int32Array.from(this.#columns, (column) => batch.ids[column]![row]!),
    };
  }

  #forget(generation: number): void {
    this.#generation = generation;
    this.#slots.fill(undefined);
  }
}

/** From bytes within level, module and message of most lines. */
function slotOf(bytes: Uint8Array, mark: number): number {
  const sum = bytes[mark + 1]! + bytes[mark + 9]! * 31 + bytes[mark + 16]! * 7 + bytes[mark + 23]! * 61;
  return (sum | 0) & (SLOTS - 1);
}

function startsWith(bytes: Uint8Array, mark: number, stop: number, head: Head): boolean {
  const { bytes: known, whole } = head;
  const end = mark + known.length;
  if (whole ? end !== stop : end > stop) return false;
  for (let i = 0; i < known.length; i += 1) if (known[i] !== bytes[mark + i]) return false;
  return true;
}
