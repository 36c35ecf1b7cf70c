import type { Stage } from './stage.js';

/** Something that should not happen, played among the usual traffic, with actors of its own. */
export interface Scenario {
  /** In kebab-case. */
  readonly name: string;
  /** One line for the help. */
  readonly summary: string;
  /** Acts from `stage.agenda.now` on. */
  readonly run: (stage: Stage) => void;
}
