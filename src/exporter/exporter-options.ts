import type { Family } from '../series/family.js';
import type { BuildInfo } from '../series/process-registry.js';
import type { SourceSetOptions } from './source-set.js';

export interface ExporterOptions extends Omit<SourceSetOptions, 'counted'> {
  readonly build: BuildInfo;
  /** False: no checkpoint is read or written. */
  readonly keepState: boolean;
  /** A bug in a stage: reading stopped, the process must end. */
  readonly failed: (error: unknown) => void;
}

/** What one scrape gets. */
export interface Answer {
  readonly families: Family[];
  /** To be called before values that were taken from the families leave. */
  readonly showing: () => void;
  /** To be called when the whole answer was handed to the network. */
  readonly delivered: () => void;
}
