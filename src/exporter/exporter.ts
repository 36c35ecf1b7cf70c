import type { Config } from '../config/config.js';
import { familiesOfRegistry } from '../expose/families-of-registry.js';
import { memoryFamilies } from '../series/memory-families.js';
import { ProcessRegistry } from '../series/process-registry.js';
import { Scrapers } from '../series/scrapers.js';
import type { SourceAccount } from '../series/source-account.js';
import type { Checkpoint } from '../state/checkpoint.js';
import type { Restored } from '../state/checkpoint-store.js';
import { ExposureLog } from '../state/exposure-log.js';
import type { FilePosition } from '../tail/file-position.js';
import { CatchUp } from './catch-up.js';
import { CheckpointKeeper } from './checkpoint-keeper.js';
import type { Answer, ExporterOptions } from './exporter-options.js';
import { Exposure } from './exposure.js';
import { GoingLive } from './going-live.js';
import { ownFamilies } from './own-families.js';
import { memoriesOf, restoreMemories } from './restore-memory.js';
import { restoreSeries } from './restore-series.js';
import { sayDroppedSources } from './say-dropped.js';
import { SourceSet } from './source-set.js';

/** Milliseconds between two looks at whether what is waited for has come. */
const WAITING_INTERVAL = 250;

/**
 * The stages wired together. Guarantees: a source that cannot be read never stops another; a configuration that cannot
 * be loaded leaves the running one as it is; what was counted and what was read are kept as one, so that an event is
 * counted once whatever happens to the process.
 */
export class Exporter {
  readonly #options: ExporterOptions;
  readonly #process: ProcessRegistry;
  readonly #sources: SourceSet;
  readonly #keeper: CheckpointKeeper;
  readonly #scrapers: Scrapers;
  readonly #exposure: Exposure;
  readonly #goingLive: GoingLive;
  /** The reload at hand, and those that wait. */
  #changing: Promise<void> = Promise.resolve();
  #stopped = false;

  /** Loads the configuration and the checkpoint, but reads nothing yet. @throws ConfigError */
  constructor(options: ExporterOptions) {
    this.#options = options;
    this.#process = new ProcessRegistry(options.build);
    this.#scrapers = new Scrapers(options.clock, options.keepState);
    this.#sources = new SourceSet({ ...options, counted: (chunk) => this.#exposure.read(chunk) });
    const { state } = this.config;
    this.#keeper = new CheckpointKeeper(state, options);
    const log = options.keepState ? new ExposureLog(state.directory) : undefined;
    // A crash before a checkpoint has a new file would leave nothing to find it by, should it be rotated meanwhile.
    this.#exposure = new Exposure(log, () => this.live && void this.#keeper.now());
    this.#goingLive = this.#makeGoingLive();
    const restored = this.#keeper.load();
    if ('checkpoint' in restored) this.#restore(restored);
    else {
      this.#sources.open(undefined);
      this.#exposure.restore(undefined);
    }
    this.#process.reloaded(true, options.clock.now());
  }

  get config(): Config {
    return this.#sources.config;
  }

  /** True once every source was read to its end and all is passed that was ever shown before. */
  get live(): boolean {
    return this.#goingLive.live;
  }

  /** What is waited for beside reading what is there, for people; undefined when it is nothing. */
  get waitsFor(): string | undefined {
    return this.#goingLive.waitsFor;
  }

  account(source: string): SourceAccount {
    return this.#sources.accounts.of(source);
  }

  /** Starts to follow; reading goes on in the background. */
  start(): void {
    this.#keeper.start({
      take: () => this.#checkpoint(),
      signature: () => this.#signature(),
      written: (checkpoint) => {
        this.#exposure.written(checkpoint.exposure!);
        return this.#scrapers.kept(checkpoint);
      },
      failed: () => this.#scrapers.notKept(),
    });
    this.#follow();
  }

  /** Every series, for a scraper that comes again and is known by `scraper`; undefined is somebody who wants to see them as they are. */
  async answer(scraper: string | undefined): Promise<Answer> {
    const ofProcess = await familiesOfRegistry(this.#process.registry);
    // From here on without giving way: the self-metrics are of the same instant as the series.
    const shown = this.#sources.all.filter(({ config }) => !this.#goingLive.isWithheld(config.name));
    const own = ownFamilies(this.#sources.accounts, shown, this.#keeper.account);
    const instruments = shown.flatMap(({ pipeline }) => pipeline.instruments);
    const { families, delivered } = this.#scrapers.view(scraper, instruments);
    const remembered = shown.filter(({ config }) => this.#scrapers.shows(scraper, config.name));
    const gauges = memoryFamilies(
      remembered.flatMap(({ pipeline }) => pipeline.memories),
      this.#options.clock.now(),
    );
    return {
      families: [...ofProcess, ...own, ...families, ...gauges],
      showing: () => this.#exposure.show(),
      delivered: () => {
        const before = this.#scrapers.changes;
        delivered();
        // The sooner it is kept that a series was shown at 0, the sooner it may be shown with its value.
        if (this.#scrapers.changes !== before) void this.#keeper.now();
      },
    };
  }

  positions(): FilePosition[] {
    return this.#sources.positions();
  }

  /** Looks at every file now, and reads what there is. */
  poll(): Promise<void> {
    return this.#sources.poll();
  }

  /**
   * Loads the configuration again: see SourceSet.
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
    this.#goingLive.stop();
    await this.#sources.stop();
    await this.#keeper.stop();
  }

  async #reload(): Promise<void> {
    if (this.#stopped) return;
    const now = () => this.#options.clock.now();
    try {
      await this.#sources.reload(() => this.#retain());
    } catch (error) {
      this.#process.reloaded(false, now());
      throw error;
    }
    this.#process.reloaded(true, now());
    this.#follow();
  }

  #follow(): void {
    const { all } = this.#sources;
    const isCurrent = () => all === this.#sources.all && !this.#stopped;
    this.#sources
      .start()
      .then(() => (isCurrent() ? this.#goingLive.begin() : undefined))
      .catch((error: unknown) => this.#options.failed(error));
  }

  #makeGoingLive(): GoingLive {
    const { clock, logger, waker } = this.#options;
    const gone = (source: string) => this.#sources.accounts.gap(source, 0);
    const catchUp = new CatchUp({ clock, logger, exposure: this.#exposure, gone });
    const stage = {
      sources: () =>
        this.#sources.all.map(({ config: { name }, follower }) => {
          return { name, up: this.account(name).up, lagBytes: follower.lagBytes() };
        }),
      show: (sources: readonly string[]) => this.#scrapers.goLive(sources, this.#sources.instruments),
      kept: () => this.#keeper.now(),
    };
    return new GoingLive(catchUp, stage, waker(WAITING_INTERVAL));
  }

  /** Forgets what belongs to sources and metrics that are not there any more. */
  #retain(): void {
    this.#scrapers.retain(this.#sources.names, this.#sources.instruments);
    this.#exposure.retain(this.#sources.names);
  }

  #restore({ checkpoint, from, sure }: Extract<Restored, { checkpoint: unknown }>): void {
    this.#sources.recogniseAs(checkpoint.presets ?? {});
    const { accounts, positions, writtenAt } = checkpoint;
    this.#sources.open({ sources: new Set(Object.keys(accounts)), positions, until: writtenAt });
    this.#sources.accounts.restore(accounts);
    sayDroppedSources(Object.keys(accounts), this.#sources.names, this.#options.logger);
    restoreSeries(this.#sources.all, checkpoint.instruments, this.#options.logger);
    restoreMemories(this.#sources.all, checkpoint.memories, this.#options.logger);
    this.#scrapers.restore(checkpoint, sure);
    this.#exposure.restore(checkpoint.exposure ?? { generation: 0, awaited: [] }, from === 'current');
    this.#retain();
  }

  #checkpoint(): Checkpoint {
    return {
      writtenAt: this.#options.clock.now(),
      positions: this.positions(),
      accounts: this.#sources.accounts.copy(),
      instruments: this.#sources.all.flatMap(({ config, pipeline }) =>
        pipeline.instruments.map((instrument) => ({
          source: config.name,
          instrument: instrument.snapshot(),
        })),
      ),
      memories: memoriesOf(this.#sources.all),
      ...this.#scrapers.state(),
      presets: this.#sources.presets(),
      exposure: this.#exposure.take(),
    };
  }

  #signature(): string {
    this.#scrapers.age(this.#sources.instruments);
    const lines = Array.from(this.#sources.accounts.entries(), ([, { lines, gaps }]) => [lines, gaps]);
    return JSON.stringify([lines, this.positions(), this.#scrapers.changes, this.live]);
  }
}
