import type { Exporter } from '../exporter/exporter.js';
import type { SourceSummary } from '../web/landing-page.js';

/** The sources as the landing page shows them. */
export function sourceSummaries(exporter: Exporter): SourceSummary[] {
  return exporter.config.sources.map(({ name, preset, files }) => {
    const { files: openFiles, up, lines, lagBytes } = exporter.account(name);
    return { name, preset, files, openFiles, up, lines, lagBytes };
  });
}
