import { appendFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import type { ManualClock } from '../../src/base/clock.js';
import { type Simulator, yesterdaysLines } from '../../src/cli/simulator/simulator.js';
import type { SimulatedLines } from '../../src/cli/simulator/stage.js';
import { demoLogPaths } from '../../src/cli/simulator/write-demo-logs.js';
import { textFormat } from '../../src/expose/format.js';
import { renderText } from '../../src/expose/render-text.js';
import { makeExporter, type Run } from '../support/running-exporter.js';
import { exporterYaml, type LogName, logNames } from './three-logs.js';

/** Who scrapes. */
const server = '10.0.0.1 Prometheus';

export interface HostOptions {
  /** For the logs, the state and the configuration. */
  readonly directory: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly seed: number;
  /** Makes what happens on the host; the clock is that of the simulated time. */
  readonly simulator: (clock: ManualClock) => Simulator;
}

/**
 * A host in simulated time: the simulator writes its three logs into real files, and the real exporter with the real
 * presets follows them. Nothing passes but by `advance`.
 */
export class SimulatedHost {
  readonly #run: Run;
  readonly #simulator: Simulator;
  readonly #paths: Readonly<Record<LogName, string>>;

  private constructor(run: Run, simulator: Simulator) {
    this.#run = run;
    this.#simulator = simulator;
    this.#paths = demoLogPaths(run.directory);
  }

  /** The logs hold yesterday's lines, and the exporter has read them. */
  static async boot({ directory, start, seed, simulator }: HostOptions): Promise<SimulatedHost> {
    const run = makeExporter(directory, exporterYaml('DIR/'));
    run.clock.jumpTo(start);
    const host = new SimulatedHost(run, simulator(run.clock));
    host.#write(yesterdaysLines({ seed, clock: run.clock }));
    run.exporter.start();
    while (!run.exporter.live) await setTimeout(2);
    return host;
  }

  /** Warnings and errors of the exporter. */
  get said(): readonly string[] {
    return this.#run.said;
  }

  get now(): number {
    return this.#run.clock.now();
  }

  /** Time passes, and the exporter reads what was written in it. */
  async advance(milliseconds: number): Promise<SimulatedLines> {
    this.#run.clock.advance(milliseconds);
    const lines = this.#simulator.tick(milliseconds);
    this.#write(lines);
    await this.#run.exporter.poll();
    return lines;
  }

  /** Every log is renamed and begun anew, as logrotate does it; the one that was renamed before is gone. */
  async rotate(): Promise<void> {
    for (const name of logNames) {
      renameSync(this.#paths[name], `${this.#paths[name]}.1`);
      writeFileSync(this.#paths[name], '');
    }
    await this.#run.exporter.poll();
  }

  /** What the exporter answers to a Prometheus server that scrapes it now: of it the families that are `wanted`. */
  async scrape(wanted: (family: string) => boolean = () => true): Promise<string> {
    const { families, showing, delivered } = await this.#run.exporter.answer(server);
    const shown = families.filter(({ name }) => wanted(name));
    const text = [...renderText(shown, textFormat)].join('');
    showing();
    delivered();
    return text;
  }

  /**
   * A checkpoint of now is written: only then does a server that was shown a series at 0 get its value. Between two
   * scrapes there is time enough for that, in the real world.
   */
  async keep(): Promise<void> {
    this.#run.waker.wake();
    while ((await this.#lastCheckpoint()) !== this.now / 1000) await setTimeout(2);
  }

  async stop(): Promise<void> {
    await this.#run.exporter.stop();
  }

  async #lastCheckpoint(): Promise<number> {
    const { families } = await this.#run.exporter.answer(undefined);
    const name = 'auditlog_exporter_checkpoint_last_success_timestamp_seconds';
    return families.find((family) => family.name === name)!.parts[0]!.value(0);
  }

  #write(lines: SimulatedLines): void {
    for (const name of logNames) {
      appendFileSync(this.#paths[name], lines[name].map((line) => `${line}\n`).join(''));
    }
  }
}
