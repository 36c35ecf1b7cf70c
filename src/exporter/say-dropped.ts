import type { Logger } from '../base/log.js';
import type { RunningSource } from './running-source.js';

/** Says which of the sources that were followed the configuration does not have any more. */
export function sayDroppedSources(before: Iterable<string>, now: readonly string[], logger: Logger): void {
  for (const source of before) {
    if (now.includes(source)) continue;
    logger.warn(
      { source },
      'dropped a source: the configuration does not have it any more; should it come back, it is read as a new one',
    );
  }
}

/** Says which metrics a reload has dropped although there were values. */
export function sayDroppedMetrics(
  before: readonly RunningSource[],
  now: readonly RunningSource[],
  logger: Logger,
): void {
  for (const { config, pipeline } of before) {
    const after = now.find((source) => source.config.name === config.name)?.pipeline.instruments ?? [];
    for (const { definition, size } of pipeline.instruments) {
      const { name, fingerprint } = definition;
      if (size === 0 || after.some((one) => one.definition.fingerprint === fingerprint)) continue;
      const changed = after.some((one) => one.definition.name === name);
      logger.warn(
        { source: config.name, metric: name, series: size },
        `dropped the values of a metric: ${changed ? 'its definition changed, it starts anew' : 'the configuration does not have it any more'}`,
      );
    }
  }
}
