import { systemClock } from '../base/clock.js';
import { LogLimit } from '../base/limited-log.js';
import type { Logger } from '../base/log.js';
import type { SourceConfig } from '../config/config.js';
import { configForFiles } from '../config/config-for-files.js';
import { loadConfig } from '../config/load-config.js';
import { type CompiledConfig, compileConfig } from '../exporter/compile-config.js';
import type { SourceAccounts } from '../series/source-account.js';
import { fileSources } from './file-sources.js';
import type { Parsed } from './flags.js';
import { recogniseSource } from './recognise-source.js';

/** Loads the configuration that a command line asks for, and remembers which logs were recognised. */
export interface ConfigLoader {
  readonly load: (accounts: SourceAccounts) => CompiledConfig;
  /** The sources as they are configured; none when the configuration has problems. */
  sources(): readonly SourceConfig[];
  /** Looks at sources that name neither preset nor format; true when one more of them was recognised. */
  recognise(sources: readonly SourceConfig[]): Promise<boolean>;
}

export function configLoader(parsed: Parsed, logger: Logger): ConfigLoader {
  const recognised = new Map<string, string>();
  const limit = new LogLimit(systemClock);
  const file = parsed.get('config.file') ?? 'exporter.yml';
  const files =
    parsed.positionals.length === 0 ? undefined : fileSources(parsed.positionals, parsed.get('preset'));
  const loaded = () => (files === undefined ? loadConfig(file, { recognised }) : configForFiles(files));
  return {
    load: (accounts) => compileConfig(loaded(), { telemetry: accounts, clock: systemClock }),
    async recognise(sources) {
      const before = recognised.size;
      for (const source of sources) {
        if (source.formats.length > 0) continue;
        const preset = await recogniseSource(source, logger, limit);
        if (preset !== undefined) recognised.set(source.name, preset);
      }
      return recognised.size > before;
    },
    sources: () => loaded().config?.sources ?? [],
  };
}
