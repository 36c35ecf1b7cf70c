import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { type ManualClock, manualClock } from '../../src/base/clock.js';
import type { Logger } from '../../src/base/log.js';
import { type ManualWaker, manualWaker } from '../../src/base/waker.js';
import { loadConfig } from '../../src/config/load-config.js';
import { compileConfig } from '../../src/exporter/compile-config.js';
import { Exporter } from '../../src/exporter/exporter.js';
import { textFormat } from '../../src/expose/format.js';
import { renderText } from '../../src/expose/render-text.js';

export interface Run {
  readonly exporter: Exporter;
  readonly directory: string;
  readonly waker: ManualWaker;
  readonly clock: ManualClock;
  /** Warnings and errors, with their fields. */
  readonly said: string[];
  /** Series whose name begins with `audit_`, one `series value` each; for the scraper `key`, or as they are. */
  samples(key?: string): Promise<string[]>;
}

/** An exporter in this process that runs `yaml`; relative paths in it begin with `DIR/`, which stands for `directory`. */
export function makeExporter(directory: string, yaml: string): Run {
  const file = writeConfig(directory, yaml);
  const [clock, waker, said] = [
    manualClock(Date.parse('2026-11-21T12:00:00Z')),
    manualWaker(),
    [] as string[],
  ];
  const say = (fields: object, message: string): void =>
    void said.push(`${message} ${JSON.stringify(fields)}`);
  const logger: Logger = { debug() {}, info() {}, warn: say, error: say };
  const exporter = new Exporter({
    ...{ clock, logger, keepState: true, waker: () => waker, stdin: Readable.from([]) },
    build: { version: '0.0.0', revision: '' },
    load: (telemetry, recognised = new Map()) =>
      compileConfig(loadConfig(file, { recognised }), { telemetry, clock, logger }),
    failed(error) {
      throw error;
    },
  });
  const samples = async (key?: string): Promise<string[]> => {
    const { families, showing, delivered } = await exporter.answer(key);
    const lines = [...renderText(families, textFormat)].join('').split('\n');
    showing();
    delivered();
    return lines.filter((line) => line.startsWith('audit_'));
  };
  return { exporter, directory, waker, clock, said, samples };
}

/** The same, started, and everything that was in the files has been read. */
export async function runExporter(directory: string, yaml: string): Promise<Run> {
  const run = makeExporter(directory, yaml);
  run.exporter.start();
  while (!run.exporter.live) await setImmediate();
  return run;
}

export function writeConfig(directory: string, yaml: string): string {
  const file = join(directory, 'exporter.yml');
  writeFileSync(file, yaml.replaceAll('DIR/', `${directory}/`));
  return file;
}
