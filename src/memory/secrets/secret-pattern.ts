import type { Shape } from './shape.js';
import type { Stretch } from './token-text.js';

/** One kind of credential. */
export interface SecretPattern {
  /** The value of the label `pattern`. */
  readonly name: string;
  /** One of these stands in every credential of the kind. Each has three positions or more, none of them LF. */
  readonly marks: readonly Shape[];
  /**
   * Whether a credential stands where one of the marks was found. Looks at a bounded stretch around it. Stretches of
   * two places of one pattern overlap at most a few times, so that all checks of a text together are linear in it.
   */
  readonly check: (text: Stretch, at: number) => boolean;
}

/** A pattern that is decided for a line as a whole, by the user's own regular expression. */
export interface LinePattern {
  readonly name: string;
  /** One of these stands in every line that has one; without any every line is tried. */
  readonly marks: readonly Shape[];
  readonly checkLine: (bytes: Buffer, start: number, end: number) => boolean;
}
