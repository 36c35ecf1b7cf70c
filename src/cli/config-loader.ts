import { systemClock } from '../base/clock.js';
import type { Logger } from '../base/log.js';
import type { SourceConfig } from '../config/config.js';
import { configForFiles } from '../config/config-for-files.js';
import { loadConfig } from '../config/load-config.js';
import { type CompiledConfig, compileConfig } from '../exporter/compile-config.js';
import { recognise } from '../exporter/recognise.js';
import type { SourceAccounts } from '../series/source-account.js';
import { findFiles } from '../tail/find-files.js';
import { parsePathPattern } from '../tail/path-pattern.js';
import { fileSources } from './file-sources.js';
import type { Parsed } from './flags.js';
import { headOfFile } from './head-of-file.js';

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
  const file = parsed.get('config.file') ?? 'exporter.yml';
  const files =
    parsed.positionals.length === 0 ? undefined : fileSources(parsed.positionals, parsed.get('preset'));
  const loaded = () => (files === undefined ? loadConfig(file, { recognised }) : configForFiles(files));
  return {
    load: (accounts) => compileConfig(loaded(), { telemetry: accounts, clock: systemClock }),
    async recognise(sources) {
      const before = recognised.size;
      for (const source of sources) {
        if (source.formats.length === 0) await recogniseSource(source, recognised, logger);
      }
      return recognised.size > before;
    },
    sources: () => loaded().config?.sources ?? [],
  };
}

async function recogniseSource(
  source: SourceConfig,
  recognised: Map<string, string>,
  logger: Logger,
): Promise<void> {
  const { name } = source;
  const { files } = await findFiles(source.files.filter((file) => file !== '-').map(parsePathPattern));
  for (const { path } of files) {
    const { preset, reason } = look(path);
    if (preset === undefined) logger.debug({ source: name, path, reason }, 'log not recognised yet');
    else {
      recognised.set(name, preset);
      logger.info({ source: name, path, preset, reason }, 'recognised the log');
      return;
    }
  }
}

function look(path: string): { preset: string | undefined; reason: string } {
  try {
    return recognise(headOfFile(path));
  } catch (error) {
    return { preset: undefined, reason: (error as Error).message };
  }
}
