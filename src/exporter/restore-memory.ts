import type { Logger } from '../base/log.js';
import type { SavedMemory } from '../state/checkpoint.js';
import type { RunningSource } from './running-source.js';

/** What every metric remembers, of this instant. */
export function memoriesOf(sources: readonly RunningSource[]): SavedMemory[] {
  return sources.flatMap(({ config, pipeline }) =>
    pipeline.memories.flatMap((metric) => {
      const memory = metric.snapshot();
      const { name, fingerprint } = metric;
      return memory === undefined ? [] : [{ source: config.name, metric: name, fingerprint, memory }];
    }),
  );
}

/**
 * Gives every metric what was remembered for it, by an earlier run or before a reload. What nobody takes is said: of a
 * metric that is gone, that means something else now, or that cannot use it.
 */
export function restoreMemories(
  sources: readonly RunningSource[],
  saved: readonly SavedMemory[],
  logger: Logger,
): void {
  for (const { source, metric, fingerprint, memory } of saved) {
    const metrics = sources.find(({ config }) => config.name === source)?.pipeline.memories ?? [];
    const same = metrics.find((one) => one.fingerprint === fingerprint);
    if (same?.restore(memory) === true) continue;
    const why = metrics.some(({ name }) => name === metric)
      ? 'its definition changed'
      : 'the configuration does not have it any more';
    logger.warn(
      { source, metric },
      `dropped what a metric remembered: ${same === undefined ? why : 'it is damaged'}`,
    );
  }
}
