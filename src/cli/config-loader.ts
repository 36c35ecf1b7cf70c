import { systemClock } from '../base/clock.js';
import { LogLimit } from '../base/limited-log.js';
import type { Logger } from '../base/log.js';
import type { SourceConfig } from '../config/config.js';
import { configForFiles } from '../config/config-for-files.js';
import { loadConfig } from '../config/load-config.js';
import { compileConfig } from '../exporter/compile-config.js';
import type { ExporterOptions } from '../exporter/exporter-options.js';
import { fileSources } from './file-sources.js';
import type { Parsed } from './flags.js';
import { recogniseSource } from './recognise-source.js';

/** Loads the configuration that a command line asks for, and remembers which logs were recognised. */
export interface ConfigLoader {
  readonly load: ExporterOptions['load'];
  /** The sources as they are configured; none when the configuration has problems. */
  sources(): readonly SourceConfig[];
  /** Where the state is to be kept; undefined when the configuration has problems. */
  stateDirectory(): string | undefined;
  /** Looks at sources that name neither preset nor format; true when one of them is recognised. */
  recognise(sources: readonly SourceConfig[]): Promise<boolean>;
}

export function configLoader(parsed: Parsed, logger: Logger): ConfigLoader {
  const recognised = new Map<string, string>();
  const limit = new LogLimit(systemClock);
  const file = parsed.get('config.file') ?? 'exporter.yml';
  const files =
    parsed.positionals.length === 0 ? undefined : fileSources(parsed.positionals, parsed.get('preset'));
  const loaded = (presets: ReadonlyMap<string, string> = recognised) =>
    files === undefined ? loadConfig(file, { recognised: presets }) : configForFiles(files);
  return {
    load(accounts, before = new Map()) {
      // What its lines say now counts for more than what they said to an earlier run.
      const presets = new Map([...before, ...recognised]);
      const compiled = compileConfig(loaded(presets), { telemetry: accounts, clock: systemClock, logger });
      for (const [source, preset] of presets) recognised.set(source, preset);
      return compiled;
    },
    async recognise(sources) {
      const unknown = sources.filter(({ formats }) => formats.length === 0);
      for (const source of unknown) {
        if (recognised.has(source.name)) continue;
        const preset = await recogniseSource(source, logger, limit);
        if (preset !== undefined) recognised.set(source.name, preset);
      }
      // Those of an earlier look too: the load that should have used them may have failed.
      return unknown.some(({ name }) => recognised.has(name));
    },
    sources: () => loaded().config?.sources ?? [],
    stateDirectory: () => loaded().config?.state.directory,
  };
}
