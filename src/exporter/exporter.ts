import type { Config } from '../config/config.js';
import { familiesOfRegistry } from '../expose/families-of-registry.js';
import { checkpointFamilies } from '../series/checkpoint-families.js';
import type { Family } from '../series/family.js';
import type { Instrument } from '../series/instrument.js';
import { memoryFamilies } from '../series/memory-families.js';
import { type BuildInfo, ProcessRegistry } from '../series/process-registry.js';
import { Scrapers } from '../series/scrapers.js';
import { selfFamilies } from '../series/self-families.js';
import { SourceAccounts } from '../series/source-account.js';
import type { Checkpoint, SavedCheckpoint } from '../state/checkpoint.js';
import type { FilePosition } from '../tail/file-position.js';
import { CheckpointKeeper } from './checkpoint-keeper.js';
import type { CompiledConfig } from './compile-config.js';
import { keepsFollowing } from './keeps-following.js';
import { memoriesOf, restoreMemories } from './restore-memory.js';
import { adoptSeries, restoreSeries } from './restore-series.js';
import { type Followed, newSource, type RunningSource, type Surroundings } from './running-source.js';

export interface ExporterOptions extends Omit<Surroundings, 'telemetry'> {
  /** Loads and compiles the configuration; called at the start and for each reload. Throws ConfigError. */
  readonly load: (telemetry: SourceAccounts) => CompiledConfig;
  readonly build: BuildInfo;
  /** False: no checkpoint is read or written. */
  readonly keepState: boolean;
  /** A bug in a stage: reading stopped, the process must end. */
  readonly failed: (error: unknown) => void;
}

/** What one scrape gets. */
export interface Answer {
  readonly families: Family[];
  /** To be called when the whole answer was handed to the network. */
  readonly delivered: () => void;
}

/**
 * The stages wired together. Guarantees: a source that cannot be read never stops another; a configuration that cannot
 * be loaded leaves the running one as it is; what was counted and what was read are kept as one, so that an event is
 * counted once whatever happens to the process.
 */
export class Exporter {
  readonly #options: ExporterOptions;
  readonly #process: ProcessRegistry;
  readonly #keeper: CheckpointKeeper;
  readonly #scrapers: Scrapers;
  #accounts = new SourceAccounts([]);
  #config: Config;
  #sources: RunningSource[] = [];
  #live = false;
  /** The reload at hand, and those that wait. */
  #changing: Promise<void> = Promise.resolve();
  #stopped = false;

  /** Loads the configuration and the checkpoint, but reads nothing yet. @throws ConfigError */
  constructor(options: ExporterOptions) {
    this.#options = options;
    this.#process = new ProcessRegistry(options.build);
    this.#scrapers = new Scrapers(options.clock, options.keepState);
    const compiled = this.#load();
    this.#config = compiled.config;
    this.#keeper = new CheckpointKeeper(compiled.config.state, options);
    const restored = this.#keeper.load();
    if ('checkpoint' in restored) {
      const { accounts, positions, writtenAt } = restored.checkpoint;
      const sources = new Set(Object.keys(accounts));
      this.#sources = this.#make(compiled, { sources, positions, until: writtenAt });
      this.#restore(restored.checkpoint, restored.sure);
    } else this.#sources = this.#make(compiled, undefined);
    this.#process.reloaded(true, options.clock.now());
  }

  get config(): Config {
    return this.#config;
  }

  /** True once every source was read to its end: only then all is passed that was ever shown before. */
  get live(): boolean {
    return this.#live;
  }

  account(source: string) {
    return this.#accounts.of(source);
  }

  /** Starts to follow; reading goes on in the background. */
  start(): void {
    this.#keeper.start({
      take: () => this.#checkpoint(),
      signature: () => this.#signature(),
      written: (checkpoint) => this.#scrapers.kept(checkpoint),
      failed: () => this.#scrapers.notKept(),
    });
    this.#follow();
  }

  /** Every series, for a scraper that comes again and is known by `scraper`; undefined is somebody who wants to see them as they are. */
  async answer(scraper: string | undefined): Promise<Answer> {
    const own = await familiesOfRegistry(this.#process.registry);
    // From here on without giving way: the self-metrics are of the same instant as the series.
    const bySource = this.#sources.map(({ config, pipeline }) => [config.name, pipeline] as const);
    const instruments = new Map(bySource.map(([source, pipeline]) => [source, pipeline.instruments]));
    const memories = new Map(bySource.map(([source, pipeline]) => [source, pipeline.memories]));
    const self = [
      ...selfFamilies(this.#accounts, instruments, memories),
      ...checkpointFamilies(this.#keeper.account),
    ];
    const { families, delivered } = this.#scrapers.view(scraper, this.#instruments());
    const shown = [...memories].filter(([source]) => this.#scrapers.shows(scraper, source));
    const gauges = memoryFamilies(
      shown.flatMap(([, metrics]) => metrics),
      this.#options.clock.now(),
    );
    return {
      families: [...own, ...self, ...families, ...gauges],
      delivered: () => {
        const before = this.#scrapers.changes;
        delivered();
        // The sooner it is kept that a series was shown at 0, the sooner it may be shown with its value.
        if (this.#scrapers.changes !== before) void this.#keeper.soon();
      },
    };
  }

  positions(): FilePosition[] {
    return this.#sources.flatMap(({ follower }) => follower.positions());
  }

  /** Looks at every file now, and reads what there is. */
  async poll(): Promise<void> {
    const readable = this.#sources.filter(({ config }) => config.formats.length > 0);
    await Promise.all(readable.map(({ follower }) => follower.poll()));
  }

  /**
   * Loads the configuration again. Metrics whose definition did not change keep their values; sources whose files did
   * not change are read on without a break.
   * @throws ConfigError; then everything goes on as it was.
   */
  reload(): Promise<void> {
    // One after the other: two at the same time would both follow the files.
    const reloaded = this.#changing.then(() => this.#reload());
    this.#changing = reloaded.catch(() => {});
    return reloaded;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#changing;
    await Promise.all(this.#sources.map(({ follower }) => follower.stop()));
    await this.#keeper.stop();
  }

  async #reload(): Promise<void> {
    if (this.#stopped) return;
    const before = this.#accounts;
    let compiled: CompiledConfig;
    try {
      compiled = this.#load();
    } catch (error) {
      this.#process.reloaded(false, this.#options.clock.now());
      throw error;
    }
    this.#accounts.adopt(before);
    this.#sayWhatStays(compiled.config);
    const old = this.#sources;
    const kept = new Set(old.filter((source) => keepsFollowing(source.config, compiled.config)));
    await Promise.all(old.filter((source) => !kept.has(source)).map(({ follower }) => follower.stop()));
    const sources = new Set(old.map(({ config }) => config.name));
    const followed = { sources, positions: this.positions(), until: this.#options.clock.now() };
    this.#config = compiled.config;
    this.#sources = this.#make(compiled, followed, [...kept]);
    for (const source of this.#sources) adoptSeries(source, old);
    restoreMemories(this.#sources, memoriesOf(old), this.#options.logger);
    for (const source of this.#sources) source.takeOver();
    this.#scrapers.retain(this.#names(), this.#instruments());
    this.#process.reloaded(true, this.#options.clock.now());
    this.#follow();
  }

  /** Accounts are made for the sources of the new configuration. A load that throws leaves the old ones. */
  #load(): CompiledConfig {
    const accounts = new SourceAccounts([]);
    const compiled = this.#options.load(accounts);
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
    const { config, logger } = { config: this.#config, logger: this.#options.logger };
    if (JSON.stringify([web, state]) === JSON.stringify([config.web, config.state])) return;
    logger.warn({}, 'changes of "web" and "state" take effect after a restart only');
  }

  #follow(): void {
    const sources = this.#sources;
    // A log that was not recognised yet is not read: its lines would be past, and counted as invalid.
    const readable = sources.filter(({ config }) => config.formats.length > 0);
    Promise.all(readable.map((source) => source.start())).then(
      () => {
        if (sources === this.#sources) this.#goLive();
      },
      (error: unknown) => this.#options.failed(error),
    );
  }

  #goLive(): void {
    this.#scrapers.goLive(this.#names(), this.#instruments());
    this.#live = true;
    void this.#keeper.soon();
  }

  /** Sources that were not recognised yet among them: what is written to them from now on is new to everybody. */
  #names(): string[] {
    return this.#config.sources.map(({ name }) => name);
  }

  #instruments(): Instrument[] {
    return this.#sources.flatMap(({ pipeline }) => pipeline.instruments);
  }

  #restore(checkpoint: SavedCheckpoint, sure: boolean): void {
    this.#accounts.restore(checkpoint.accounts);
    restoreSeries(this.#sources, checkpoint.instruments, this.#options.logger);
    restoreMemories(this.#sources, checkpoint.memories, this.#options.logger);
    this.#scrapers.restore(checkpoint, sure);
    this.#scrapers.retain(this.#names(), this.#instruments());
  }

  #checkpoint(): Checkpoint {
    return {
      writtenAt: this.#options.clock.now(),
      positions: this.positions(),
      accounts: this.#accounts.copy(),
      instruments: this.#sources.flatMap(({ config, pipeline }) =>
        pipeline.instruments.map((instrument) => ({
          source: config.name,
          instrument: instrument.snapshot(),
        })),
      ),
      memories: memoriesOf(this.#sources),
      ...this.#scrapers.state(),
    };
  }

  #signature(): string {
    const lines = Array.from(this.#accounts.entries(), ([, { lines, gaps }]) => [lines, gaps]);
    return JSON.stringify([lines, this.positions(), this.#scrapers.changes, this.#live]);
  }
}
