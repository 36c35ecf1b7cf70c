import type { Config } from '../config/config.js';
import { ConfigError } from '../config/config-error.js';
import type { LoadedConfig } from '../config/load-config.js';
import { compileSource } from './compile-source.js';
import { ConditionList } from './condition-list.js';
import type { Pipeline, PipelineOptions } from './pipeline.js';

/** A configuration without problems, and what its sources were compiled to. */
export interface CompiledConfig {
  readonly config: Config;
  readonly pipelines: ReadonlyMap<string, Pipeline>;
}

/**
 * Compiles every source.
 * @throws ConfigError with all problems, those of the conditions included.
 */
export function compileConfig(loaded: LoadedConfig, options: PipelineOptions): CompiledConfig {
  const { config } = loaded;
  if (config === undefined) {
    const list = new ConditionList();
    for (const condition of loaded.conditions) list.add(condition);
    throw new ConfigError(loaded.problems());
  }
  const pipelines = new Map(config.sources.map((source) => [source.name, compileSource(source, options)]));
  if (loaded.problems().length > 0) throw new ConfigError(loaded.problems());
  return { config, pipelines };
}
