import type { Config } from '../config/config.js';
import type { Instrument } from '../series/instrument.js';
import { SourceAccounts } from '../series/source-account.js';
import type { SavedPreset } from '../state/checkpoint.js';
import type { FilePosition } from '../tail/file-position.js';
import type { CompiledConfig } from './compile-config.js';
import { keepsFollowing } from './keeps-following.js';
import { memoriesOf, restoreMemories } from './restore-memory.js';
import { adoptSeries } from './restore-series.js';
import { type Followed, newSource, type RunningSource, type Surroundings } from './running-source.js';
import { sayDroppedMetrics, sayDroppedSources } from './say-dropped.js';

export interface SourceSetOptions extends Omit<Surroundings, 'telemetry'> {
  /**
   * Loads and compiles the configuration; called at the start and for each reload. `recognised`: presets by source, for
   * sources that name neither preset nor format and cannot be recognised now; to be remembered. Throws ConfigError.
   */
  readonly load: (telemetry: SourceAccounts, recognised?: ReadonlyMap<string, string>) => CompiledConfig;
}

/** The sources as they are configured, at work, and what is known of their reading. */
export class SourceSet {
  readonly #options: SourceSetOptions;
  #compiled: CompiledConfig;
  #accounts = new SourceAccounts([]);
  #all: readonly RunningSource[] = [];

  /** Loads the configuration; there are no sources before `open`. @throws ConfigError */
  constructor(options: SourceSetOptions) {
    this.#options = options;
    this.#compiled = this.#load();
  }

  get config(): Config {
    return this.#compiled.config;
  }

  get accounts(): SourceAccounts {
    return this.#accounts;
  }

  /** Another array after each reload. */
  get all(): readonly RunningSource[] {
    return this.#all;
  }

  /** Sources that were not recognised yet among them: what is written to them from now on is new to everybody. */
  get names(): string[] {
    return this.config.sources.map(({ name }) => name);
  }

  get instruments(): Instrument[] {
    return this.#all.flatMap(({ pipeline }) => pipeline.instruments);
  }

  /** To be kept: a log that was recognised may be away or empty when the next run starts. */
  presets(): Record<string, SavedPreset> {
    const entries = this.config.sources.flatMap(({ name, preset, files }) => {
      return preset === undefined ? [] : [[name, { preset, files }] as const];
    });
    return Object.fromEntries(entries);
  }

  /** Sources that cannot be recognised now are what they were: else their metrics would be gone, with all values. */
  recogniseAs(presets: Readonly<Record<string, SavedPreset>>): void {
    const recognised = new Map<string, string>();
    for (const { name, formats, files } of this.config.sources) {
      const saved = Object.hasOwn(presets, name) ? presets[name] : undefined;
      if (formats.length > 0 || saved === undefined) continue;
      if (JSON.stringify(files) === JSON.stringify(saved.files)) recognised.set(name, saved.preset);
    }
    if (recognised.size === 0) return;
    try {
      this.#compiled = this.#load(recognised);
    } catch {
      // Without them it was loaded a moment ago: a preset that this version does not have any more.
      return;
    }
    for (const [source, preset] of recognised) {
      this.#options.logger.info({ source, preset }, 'the log is taken for what it was before the restart');
    }
  }

  /** Makes the sources, to be followed from where they were followed to before. */
  open(followed: Followed | undefined): void {
    this.#all = this.#make(this.#compiled, followed);
  }

  /** Follows those that are not followed yet. Resolves when everything that was there has been read. */
  async start(): Promise<void> {
    await Promise.all(this.#readable().map((source) => source.start()));
  }

  /** Looks at every file now, and reads what there is. */
  async poll(): Promise<void> {
    await Promise.all(this.#readable().map(({ follower }) => follower.poll()));
  }

  positions(): FilePosition[] {
    return this.#all.flatMap(({ follower }) => follower.positions());
  }

  /**
   * Loads the configuration again. Metrics whose definition did not change keep their values; sources whose files did
   * not change are read on without a break. `changed` is called in one step with the change.
   * @throws ConfigError; then everything goes on as it was.
   */
  async reload(changed: () => void): Promise<void> {
    const before = this.#accounts;
    const compiled = this.#load();
    this.#accounts.adopt(before);
    this.#sayWhatStays(compiled.config);
    const old = this.#all;
    const kept = new Set(old.filter((source) => keepsFollowing(source.config, compiled.config)));
    await Promise.all(old.filter((source) => !kept.has(source)).map(({ follower }) => follower.stop()));
    const sources = new Set(old.map(({ config }) => config.name));
    const followed = { sources, positions: this.positions(), until: this.#options.clock.now() };
    this.#compiled = compiled;
    this.#all = this.#make(compiled, followed, [...kept]);
    for (const source of this.#all) adoptSeries(source, old);
    restoreMemories(this.#all, memoriesOf(old), this.#options.logger);
    for (const source of this.#all) source.takeOver();
    sayDroppedSources(
      old.map(({ config }) => config.name),
      this.names,
      this.#options.logger,
    );
    sayDroppedMetrics(old, this.#all, this.#options.logger);
    changed();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#all.map(({ follower }) => follower.stop()));
  }

  /** A log that was not recognised yet is not read: its lines would be past, and counted as invalid. */
  #readable(): RunningSource[] {
    return this.#all.filter(({ config }) => config.formats.length > 0);
  }

  /** Accounts are made for the sources of the new configuration. A load that throws leaves the old ones. */
  #load(recognised?: ReadonlyMap<string, string>): CompiledConfig {
    const accounts = new SourceAccounts([]);
    const compiled = this.#options.load(accounts, recognised);
    for (const { name } of compiled.config.sources) accounts.of(name);
    this.#accounts = accounts;
    return compiled;
  }

  #make(
    { config, pipelines }: CompiledConfig,
    followed: Followed | undefined,
    kept: readonly RunningSource[] = [],
  ): RunningSource[] {
    const around = { ...this.#options, telemetry: this.#accounts };
    return config.sources.map((source) => {
      const pipeline = pipelines.get(source.name)!;
      const before = kept.find(({ config: { name } }) => name === source.name);
      return before?.successor(source, pipeline) ?? newSource(source, pipeline, around, followed);
    });
  }

  /** What a reload cannot change is said, or somebody would wait for it. */
  #sayWhatStays({ web, state }: Config): void {
    const { config } = this;
    if (JSON.stringify([web, state]) === JSON.stringify([config.web, config.state])) return;
    this.#options.logger.warn({}, 'changes of "web" and "state" take effect after a restart only');
  }
}
