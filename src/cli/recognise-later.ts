import { intervalWaker } from '../base/waker.js';
import type { Exporter } from '../exporter/exporter.js';
import type { ConfigLoader } from './config-loader.js';

const INTERVAL_MS = 2_000;

/**
 * Looks again and again at logs that could not be recognised, because they were not there or empty; loads the
 * configuration again once one can. Stops when called.
 */
export function recogniseLater(
  exporter: Exporter,
  loader: ConfigLoader,
  reload: () => Promise<void>,
): () => void {
  let looking = false;
  return intervalWaker(INTERVAL_MS).subscribe(() => {
    const unknown = exporter.config.sources.filter(({ formats }) => formats.length === 0);
    if (looking || unknown.length === 0) return;
    looking = true;
    loader
      .recognise(unknown)
      .then((found) => (found ? reload() : undefined))
      .catch(() => {})
      .finally(() => {
        looking = false;
      });
  });
}
