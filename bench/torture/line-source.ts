import { type Random, randomInt } from '../../src/base/random.js';
import { maxLineBytes } from './layout.js';
import { bannerLine, eventLine, eventOf, ignoredLine, invalidLine, tooLongLine } from './line.js';
import { type LostWindow, noLines, type OtherLines, type Written } from './written.js';

/** The lines of one file in order, and the count of those that were given out. */
export class LineSource {
  readonly #windows: LostWindow[] = [];
  readonly #written = { events: 0, other: noLines(), windows: this.#windows } satisfies Written;
  readonly #file: string;
  readonly #random: Random;

  constructor(file: string, random: Random) {
    this.#file = file;
    this.#random = random;
  }

  get written(): Written {
    return this.#written;
  }

  banner(): string {
    this.#written.other.ignored += 1;
    return bannerLine;
  }

  /** The text of `lines` lines, which the caller will write for certain. */
  next(lines: number): string {
    let text = '';
    for (let i = 0; i < lines; i += 1) text += this.#line();
    return text;
  }

  /** Call it at the truncation or later, with what `mark()` gave at the copy or before. */
  lostSince(mark: LostWindow): void {
    const other = noLines();
    for (const key of Object.keys(other) as (keyof OtherLines)[]) {
      other[key] = this.written.other[key] - mark.other[key];
    }
    this.#windows.push({ from: mark.from, to: this.written.events + 1, other });
  }

  mark(): LostWindow {
    const from = this.written.events + 1;
    return { from, to: from, other: { ...this.written.other } };
  }

  #line(): string {
    const written = this.#written;
    const drawn = this.#random();
    if (drawn < 0.01) {
      written.other.ignored += 1;
      return ignoredLine;
    }
    if (drawn < 0.02) {
      written.other.invalid += 1;
      return invalidLine;
    }
    if (drawn < 0.0201) {
      written.other.too_long += 1;
      return tooLongLine(randomInt(this.#random, maxLineBytes, 3 * maxLineBytes));
    }
    written.events += 1;
    return eventLine(this.#file, eventOf(this.#file, written.events));
  }
}
