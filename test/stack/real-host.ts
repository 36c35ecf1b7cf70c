import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { systemClock } from '../../src/base/clock.js';
import { silentLogger } from '../../src/base/log.js';
import { intervalWaker, type Waker } from '../../src/base/waker.js';
import type { Scenario } from '../../src/cli/simulator/scenario.js';
import { createSimulator, yesterdaysLines } from '../../src/cli/simulator/simulator.js';
import { writeDemoLogs } from '../../src/cli/simulator/write-demo-logs.js';
import { program, type RunningExporter, runToEnd, startExporter } from '../support/exporter-process.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { exporterYaml } from './three-logs.js';

/** A directory with three logs, and a process of the exporter that follows them. */
export interface RealHost {
  readonly name: string;
  readonly exporter: RunningExporter;
  /** From now on the logs are written. */
  readonly begin: () => void;
}

export interface RealHostOptions {
  readonly name: string;
  readonly scenarios: readonly Scenario[];
  readonly seed: number;
  /** Traffic of programs, in multiples of the usual. */
  readonly rate: number;
}

/** Its logs are written by a simulator in this process. */
export async function startHost(t: TestContext, options: RealHostOptions): Promise<RealHost> {
  const { name, scenarios, seed, rate } = options;
  const directory = temporaryDirectory(t);
  const clock = systemClock;
  const simulator = createSimulator({ seed, clock, rate, scenarios });
  const { waker, begin } = laterWaker();
  const history = yesterdaysLines({ seed, clock });
  t.after(writeDemoLogs(simulator, directory, { clock, waker, logger: silentLogger, history }));
  return { name, exporter: await follow(t, directory), begin };
}

/** Its logs are written by the command `simulate`. */
export async function startCommandHost(
  t: TestContext,
  options: Omit<RealHostOptions, 'scenarios'>,
): Promise<RealHost> {
  const { name, seed, rate } = options;
  const directory = temporaryDirectory(t);
  const command = ['simulate', `--seed=${seed}`, `--rate=${rate}`];
  const first = await runToEnd([...command, '--scenario=none', '--seconds=1', directory]);
  if (first.code !== 0) throw new Error(`simulate: ${first.err}`);
  const exporter = await follow(t, directory);
  const begin = () => {
    // Long after the end of the test the next one would begin.
    const args = [program, ...command, `--scenario=${name}`, '--every=3600', directory];
    const child = spawn(process.execPath, args, { stdio: 'ignore' });
    t.after(() => child.kill('SIGKILL'));
  };
  return { name, exporter, begin };
}

async function follow(t: TestContext, directory: string): Promise<RunningExporter> {
  writeFileSync(join(directory, 'exporter.yml'), exporterYaml('./', '250ms'));
  const exporter = await startExporter([], directory);
  t.after(() => exporter.stop('SIGKILL'));
  return exporter;
}

/** A heart that begins to beat when it is told to. */
function laterWaker(): { waker: Waker; begin: () => void } {
  let listener = () => {};
  let stop = () => {};
  const waker: Waker = {
    subscribe(wanted) {
      listener = wanted;
      return () => stop();
    },
  };
  return {
    waker,
    begin() {
      stop = intervalWaker(200).subscribe(listener);
    },
  };
}
