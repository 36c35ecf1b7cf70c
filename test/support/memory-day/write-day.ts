import { LineFile } from '../../../bench/line-file.js';
import { pick, type Random, randomHex, randomInt, seededRandom } from '../../../src/base/random.js';
import { type Call, Calls } from './call.js';
import { DAY, hours, minutes, seconds, shownAt, shownText } from './day-clock.js';
import { requestEntry, responseEntry } from './entry-line.js';
import { newPerson, type Person, pathsToDump } from './people.js';
import { plantedSecret } from './plant-secret.js';
import { WriteQueue } from './write-queue.js';

export interface DayOptions {
  /** At least so many lines. */
  readonly events: number;
  readonly seed: number;
  /** Start of the day, milliseconds since the epoch. */
  readonly start: number;
}

/** When somebody reads how many different secrets in a row: one of them while the clock is wrong. */
const dumps = [
  { at: hours(3), count: 60 },
  { at: hours(6) + minutes(2), count: 130 },
  { at: hours(9), count: 49 },
  { at: hours(10) + minutes(30), count: 400 },
  { at: hours(16) + minutes(1), count: 120 },
  { at: hours(21), count: 1500 },
] as const;

/**
 * Writes a day of a Vault audit log to `path`: most calls as two entries, some without a response, some answered too
 * late, some with times that do not fit; entries out of order; from ten to twelve everything twice, as with two audit
 * devices in one file; ids used again; a wrong clock; runs of refusals, dumps of secrets, credentials in clear text, and
 * lines that are cut off. The same bytes for the same options.
 */
export function writeDay(path: string, options: DayOptions): { lines: number; bytes: number } {
  const day = new Day(options);
  const file = new LineFile(path);
  for (const line of day.lines()) file.write(line);
  file.close();
  return { lines: file.lines, bytes: file.bytes };
}

class Day {
  readonly #options: DayOptions;
  readonly #random: Random;
  readonly #calls: Calls;
  readonly #people: Person[];
  readonly #queue = new WriteQueue();

  constructor(options: DayOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed);
    this.#calls = new Calls(this.#random);
    const count = 40 + Math.floor(options.events / 5_000);
    this.#people = Array.from({ length: count }, (_, index) => newPerson(this.#random, index));
  }

  *lines(): Generator<string> {
    const calls = this.#options.events / 2;
    const coming = dumps.map((dump, i) => ({ ...dump, first: 10_000 * i }));
    let time = 0;
    while (time < DAY) {
      // Twice as much by day as by night.
      const busy = 1 - 0.6 * Math.cos((2 * Math.PI * time) / DAY);
      time += Math.round((-Math.log(1 - this.#random()) * DAY) / calls / busy);
      yield* this.#queue.until(time);
      while (coming.length > 0 && coming[0]!.at <= time) {
        const { count, first } = coming.shift()!;
        pick(this.#random, this.#people).dump.push(...pathsToDump(count, first));
      }
      const dumping = this.#people.find(({ dump }) => dump.length > 0);
      const person =
        dumping !== undefined && this.#random() < 0.5 ? dumping : pick(this.#random, this.#people);
      this.#happen(this.#calls.next(person), time);
    }
    yield* this.#queue.until(Number.POSITIVE_INFINITY);
  }

  /** What one call leaves in the log. */
  #happen(call: Call, time: number): void {
    const draw = this.#random();
    // A response to a call whose request is not in the log.
    if (draw > 0.001) this.#write(requestEntry, call, time, shownAt(time), 0);
    // No response, or one that comes after the timeout of five minutes.
    if (draw > 0.996) return;
    const takes = draw > 0.994 ? minutes(5 + 15 * this.#random()) : this.#duration();
    const shown = shownAt(time + takes);
    // Another node's clock.
    const wrong = draw > 0.993 && draw <= 0.994 ? -seconds(2 * this.#random()) : 0;
    this.#write(responseEntry, call, time + takes, shown + Math.round(wrong), 3);
  }

  #duration(): number {
    return Math.max(1, Math.round(-Math.log(1 - this.#random()) * seconds(this.#random() < 0.02 ? 2 : 0.02)));
  }

  #write(entry: typeof requestEntry, call: Call, time: number, shown: number, digit: 0 | 3): void {
    const random = this.#random;
    const note = random() < 0.0005 ? plantedSecret(random) : undefined;
    const text = shownText(this.#options.start, shown, digit);
    const line = () => entry(call, { time: text, accessor: randomHex(random, 16), note });
    const at = time + this.#delay();
    const first = line();
    this.#queue.add(at, first);
    // What is cut off has no credential: whether a part of one is still one is a matter of taste.
    if (note === undefined && random() < 0.0002)
      this.#queue.add(at, first.slice(0, randomInt(random, 1, first.length)));
    const twoDevices = time >= hours(10) && time < hours(12);
    if (twoDevices || random() < 0.002) this.#queue.add(time + this.#delayOfOther(time), line());
  }

  /** How long an entry takes into the file. */
  #delay(): number {
    const draw = this.#random();
    if (draw < 0.001) return Math.round(this.#random() * seconds(200));
    const mean = draw < 0.02 ? seconds(1) : seconds(0.001);
    return Math.round(-Math.log(1 - this.#random()) * mean);
  }

  /** The other device lags behind for half an hour. */
  #delayOfOther(time: number): number {
    const lags = time >= hours(11) && time < hours(11) + minutes(30);
    return lags ? Math.round(this.#random() * minutes(9)) : this.#delay();
  }
}
