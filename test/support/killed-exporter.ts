import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Run } from './running-exporter.js';

/** Ends an exporter of this process so that the state directory is left as kill -9 leaves it at this moment. */
export async function killExporter({ exporter }: Run, directory: string): Promise<void> {
  const [state, kept] = [join(directory, 'state'), join(directory, 'kept')];
  cpSync(state, kept, { recursive: true });
  await exporter.stop();
  rmSync(state, { recursive: true });
  cpSync(kept, state, { recursive: true });
  rmSync(kept, { recursive: true });
}

/** Lets the exporter look at everything: the logs, and whether what it waits for has come. */
export async function beat({ exporter, waker }: Run): Promise<void> {
  await exporter.poll();
  // What waits for the poll goes first.
  await setImmediate();
  waker.wake();
  await setImmediate();
}

/** Beats until the exporter may be seen; never comes back when it waits for what does not come. */
export async function untilLive(run: Run): Promise<void> {
  while (!run.exporter.live) await beat(run);
}

/** Somebody who looks at the metrics as often as it is told to, and must not see a counter fall or vanish. */
export class Onlooker {
  readonly #key: string | undefined;
  readonly #seen = new Map<string, number>();
  looks = 0;
  refused = 0;

  constructor(key?: string) {
    this.#key = key;
  }

  /** `hidden`: sources that may be missing. Returns what is shown, by series; undefined while it is answered with 503. */
  async look(run: Run, hidden: readonly string[] = []): Promise<Map<string, number> | undefined> {
    if (!run.exporter.live) {
      this.refused += 1;
      return undefined;
    }
    this.looks += 1;
    const now = new Map(
      (await run.samples(this.#key)).map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))] as const;
      }),
    );
    for (const [series, before] of this.#seen) {
      const value = now.get(series);
      if (value === undefined && hidden.some((source) => series.includes(`source="${source}"`))) continue;
      assert.ok(value !== undefined && value >= before, `${series} fell from ${before} to ${value}`);
    }
    for (const [series, value] of now) this.#seen.set(series, value);
    return now;
  }
}
