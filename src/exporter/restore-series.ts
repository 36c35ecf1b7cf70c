import type { Logger } from '../base/log.js';
import { savedOf } from '../series/instrument-snapshot.js';
import type { SavedCheckpoint } from '../state/checkpoint.js';
import type { RunningSource } from './running-source.js';

/** Gives every instrument what was kept of it. What nobody takes is said: a metric that is gone, or means something else now. */
export function restoreSeries(
  sources: readonly RunningSource[],
  saved: SavedCheckpoint['instruments'],
  logger: Logger,
): void {
  for (const { source, instrument } of saved) {
    const instruments = sources.find(({ config }) => config.name === source)?.pipeline.instruments ?? [];
    const same = instruments.find(({ definition }) => definition.fingerprint === instrument.fingerprint);
    if (same !== undefined) same.restore(instrument);
    else if (instrument.series.length > 0) {
      const changed = instruments.some(({ definition }) => definition.name === instrument.metric);
      logger.warn(
        { source, metric: instrument.metric, series: instrument.series.length },
        `dropped the values of a metric: ${changed ? 'its definition changed, it starts anew' : 'the configuration does not have it any more'}`,
      );
    }
  }
}

/** Gives every instrument of a source what the source had before a reload, where the metric is the same. */
export function adoptSeries(source: RunningSource, old: readonly RunningSource[]): void {
  const before = old.find(({ config }) => config.name === source.config.name);
  for (const instrument of source.pipeline.instruments) {
    const same = before?.pipeline.instruments.find(
      ({ definition }) => definition.fingerprint === instrument.definition.fingerprint,
    );
    if (same !== undefined) instrument.restore(savedOf(same.snapshot()));
  }
}
