import type { Config } from '../config/config.js';
import { familiesOfRegistry } from '../expose/families-of-registry.js';
import type { Family } from '../series/family.js';
import { instrumentFamilies } from '../series/instrument-families.js';
import { type BuildInfo, ProcessRegistry } from '../series/process-registry.js';
import { selfFamilies } from '../series/self-families.js';
import { SourceAccounts } from '../series/source-account.js';
import type { FilePosition } from '../tail/file-position.js';
import type { CompiledConfig } from './compile-config.js';
import { PositionKeeper } from './position-keeper.js';
import { RunningSource, type Surroundings } from './running-source.js';

export interface ExporterOptions extends Omit<Surroundings, 'telemetry'> {
  /** Loads and compiles the configuration; called at the start and for each reload. Throws ConfigError. */
  readonly load: (telemetry: SourceAccounts) => CompiledConfig;
  readonly build: BuildInfo;
  /** False: positions are neither read nor kept. */
  readonly keepPositions: boolean;
  /** A bug in a stage: reading stopped, the process must end. */
  readonly failed: (error: unknown) => void;
}

/**
 * The stages wired together. Guarantee: a source that cannot be read never stops another; a configuration that cannot
 * be loaded leaves the running one as it is.
 */
export class Exporter {
  readonly #options: ExporterOptions;
  readonly #process: ProcessRegistry;
  readonly #positions: PositionKeeper;
  #accounts = new SourceAccounts([]);
  #config: Config;
  #sources: RunningSource[] = [];
  #caughtUp = false;

  /** Loads the configuration, but reads nothing yet. @throws ConfigError */
  constructor(options: ExporterOptions) {
    this.#options = options;
    this.#process = new ProcessRegistry(options.build);
    const compiled = this.#load();
    this.#config = compiled.config;
    this.#positions = new PositionKeeper(compiled.config.state, options);
    this.#sources = this.#make(compiled, this.#positions.load());
    this.#process.reloaded(true, options.clock.now());
  }

  get config(): Config {
    return this.#config;
  }

  /** True once every source was read to its end at least once. */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  account(source: string) {
    return this.#accounts.of(source);
  }

  /** Starts to follow; reading goes on in the background. */
  start(): void {
    this.#positions.start(() => this.positions());
    this.#follow();
  }

  /** Every series there is now. */
  async families(): Promise<Family[]> {
    const own = await familiesOfRegistry(this.#process.registry);
    const instruments = new Map(
      this.#sources.map(({ config, pipeline }) => [config.name, pipeline.instruments]),
    );
    return [
      ...own,
      ...selfFamilies(this.#accounts, instruments),
      ...instrumentFamilies([...instruments.values()].flat()),
    ];
  }

  positions(): FilePosition[] {
    return this.#sources.flatMap(({ follower }) => follower.positions());
  }

  /** Looks at every file now, and reads what there is. */
  async poll(): Promise<void> {
    await Promise.all(this.#readable().map(({ follower }) => follower.poll()));
  }

  /**
   * Loads the configuration again. Metrics whose definition did not change keep their values, files their positions.
   * @throws ConfigError; then everything goes on as it was.
   */
  async reload(): Promise<void> {
    const before = this.#accounts;
    let compiled: CompiledConfig;
    try {
      compiled = this.#load();
    } catch (error) {
      this.#process.reloaded(false, this.#options.clock.now());
      throw error;
    }
    this.#accounts.adopt(before);
    const old = this.#sources;
    await Promise.all(old.map(({ follower }) => follower.stop()));
    this.#config = compiled.config;
    const sources = this.#make(compiled, this.positions());
    for (const source of sources) adoptSeries(source, old);
    this.#sources = sources;
    this.#process.reloaded(true, this.#options.clock.now());
    this.#follow();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#sources.map(({ follower }) => follower.stop()));
    this.#positions.stop(this.positions());
  }

  /** Accounts are made for the sources of the new configuration. A load that throws leaves the old ones. */
  #load(): CompiledConfig {
    const accounts = new SourceAccounts([]);
    const compiled = this.#options.load(accounts);
    for (const { name } of compiled.config.sources) accounts.of(name);
    this.#accounts = accounts;
    return compiled;
  }

  #make({ config, pipelines }: CompiledConfig, positions: readonly FilePosition[]): RunningSource[] {
    const around = { ...this.#options, telemetry: this.#accounts };
    return config.sources.map(
      (source) => new RunningSource(source, pipelines.get(source.name)!, around, positions),
    );
  }

  #readable(): RunningSource[] {
    return this.#sources.filter(({ readable }) => readable);
  }

  #follow(): void {
    this.#caughtUp = false;
    const sources = this.#sources;
    Promise.all(this.#readable().map(({ follower }) => follower.start())).then(
      () => {
        if (sources === this.#sources) this.#caughtUp = true;
      },
      (error: unknown) => this.#options.failed(error),
    );
  }
}

function adoptSeries(source: RunningSource, old: readonly RunningSource[]): void {
  const before = old.find(({ config }) => config.name === source.config.name);
  for (const instrument of source.pipeline.instruments) {
    const same = before?.pipeline.instruments.find(
      ({ definition }) => definition.fingerprint === instrument.definition.fingerprint,
    );
    if (same !== undefined) instrument.adopt(same);
  }
}
