import type { Clock } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import type { ReadMark } from '../state/read-mark.js';
import type { Exposure } from './exposure.js';

/**
 * Milliseconds that are waited for a log to be found that was shown before a crash: it may be a copy that is being
 * compressed, or stand in a directory that is being mounted.
 */
const PATIENCE = 60_000;

/** A source, as far as it matters here. */
export interface AwaitedSource {
  readonly name: string;
  /** Whether one of its files can be read. */
  readonly up: boolean;
  /** Bytes that are known to stand in its files and have not been read. */
  readonly lagBytes: number;
}

export interface CatchUpOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly exposure: Exposure;
  /** The log of this source that was shown is gone. */
  readonly gone: (source: string) => void;
}

/**
 * Decides which sources may be shown after a crash: those that have passed all that was shown of them before. The
 * others are waited for. When that takes too long,
 * - a source that cannot be read is withheld, so that the others can be seen: as long as it is not shown, it does not fall;
 * - of a source that can be read, what is missing is gone, and nothing can bring its counters up again: it is shown.
 */
export class CatchUp {
  readonly #options: CatchUpOptions;
  /** Monotonic times: when it was first asked, and since when each source can be read. */
  #begun: number | undefined;
  readonly #up = new Map<string, number>();
  #withheld: ReadonlySet<string> = new Set();

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  /** Sources that must not be shown, although others are. */
  get withheld(): ReadonlySet<string> {
    return this.#withheld;
  }

  /** To be asked now and then, once what was there at the start has been read. Whether anything may be shown by now. */
  look(sources: readonly AwaitedSource[]): boolean {
    const { clock, exposure } = this.#options;
    const now = clock.monotonic();
    this.#begun ??= now;
    const waiting = sources.filter((source) => {
      if (exposure.awaited(source.name).length === 0) return false;
      if (!this.#isGone(source, now)) return true;
      this.#giveUp(source.name);
      return false;
    });
    if (waiting.length > 0 && now - this.#begun < PATIENCE) return false;
    this.#withhold(waiting.map(({ name }) => name));
    return true;
  }

  /** What is waited for, for people; undefined when it is nothing. */
  waitsFor(sources: readonly { readonly name: string }[]): string | undefined {
    const { exposure } = this.#options;
    const texts = sources.flatMap(({ name }) => {
      const marks = exposure.awaited(name);
      return marks.length === 0 ? [] : [`source ${name}: ${placesOf(marks)}`];
    });
    return texts.length === 0 ? undefined : texts.join('; ');
  }

  #isGone({ name, up, lagBytes }: AwaitedSource, now: number): boolean {
    if (!up) {
      this.#up.delete(name);
      return false;
    }
    const since = this.#up.get(name) ?? now;
    this.#up.set(name, since);
    return lagBytes === 0 && now - since >= PATIENCE;
  }

  #giveUp(source: string): void {
    const { exposure, logger, gone } = this.#options;
    const places = placesOf(exposure.awaited(source));
    exposure.giveUp(source);
    gone(source);
    logger.error(
      { source },
      `cannot find what was counted and shown before the last crash: ${places}; it is gone, and counters of this source go on lower than they were`,
    );
  }

  #withhold(sources: readonly string[]): void {
    const before = this.#withheld;
    this.#withheld = new Set(sources);
    for (const source of sources) {
      if (before.has(source)) continue;
      const places = placesOf(this.#options.exposure.awaited(source));
      this.#options.logger.warn(
        { source },
        `not showing a source: it was shown before the last crash up to ${places}, and that has not been found yet; see that it can be read`,
      );
    }
    for (const source of before) {
      if (!this.#withheld.has(source)) this.#options.logger.info({ source }, 'showing the source again');
    }
  }
}

/** `byte 17 of /var/log/app.log`; of each path the furthest, and not more than three of them. */
function placesOf(marks: readonly ReadMark[]): string {
  const furthest = new Map<string, number>();
  for (const { path, offset } of marks) furthest.set(path, Math.max(offset, furthest.get(path) ?? 0));
  const texts = Array.from(furthest, ([path, offset]) => `byte ${offset} of ${path}`);
  const more = texts.length - 3;
  return texts.slice(0, 3).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
