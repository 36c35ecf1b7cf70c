import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type LogFile, logFiles } from '../bench/torture/layout.js';
import { LogStream } from '../bench/torture/log-stream.js';
import { contradictions, settleWindows } from '../bench/torture/settle-windows.js';
import { prepareDirectories } from '../bench/torture/stage.js';
import { standingLines } from '../bench/torture/standing.js';
import type { TraceEntry } from '../bench/torture/write-trace.js';
import { seededRandom } from '../src/base/random.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const steps = fc.constantFrom('tick', 'tick', 'tick', 'reopen', 'chain', 'copy', 'window', 'pause', 'resume');

/** Writes as the steps say, without any clock. Resolves to what was written and to what was traced. */
async function write(directory: string, file: LogFile, seed: number, wanted: readonly string[]) {
  const trace: TraceEntry[] = [];
  const add = (entry: TraceEntry) => trace.push(entry);
  const stream = new LogStream(file, directory, { random: seededRandom(seed), rate: 1_000, trace: add });
  let now = 0;
  const tick = () => {
    now += 50;
    stream.tick(50, now);
  };
  for (const step of wanted) {
    tick();
    // Who does not append would write over what is there.
    if (step === 'reopen' && file.append) await stream.reopen(0);
    else if (step === 'chain') stream.chain(2);
    else if (step === 'pause') stream.pause();
    else if (step === 'resume') stream.resume();
    else if (step === 'copy' || step === 'window') {
      const copied = stream.copyTruncate(0, step === 'copy');
      tick();
      await copied;
    }
  }
  stream.close();
  return { written: stream.written, trace };
}

test('what the writer says it wrote is what stands in the files, whatever is done to them', async (t) => {
  const files = logFiles.filter(({ linked }) => !linked);
  const root = temporaryDirectory(t);
  let run = 0;
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...files),
      fc.nat(1_000),
      fc.array(steps, { minLength: 5, maxLength: 25 }),
      async (file, seed, wanted) => {
        run += 1;
        const directory = join(root, String(run));
        mkdirSync(directory);
        prepareDirectories(directory);
        const { written, trace } = await write(directory, file, seed, wanted);
        const standing = standingLines(directory).get(file.name)!;
        assert.deepEqual(contradictions(written, standing, false), []);
        const settled = settleWindows(written, standing);
        taken += settled.windows.reduce((sum, { from, to }) => sum + to - from, 0);
        const traced = trace.filter(({ what }) => what === 'write');
        for (let seq = 1; seq <= written.events; seq += 1) {
          assert.equal(traced.filter(({ from, to }) => from <= seq && seq <= to).length, 1);
        }
      },
    ),
    { numRuns: 60, seed: 7 },
  );
  assert.ok(taken > 0, 'no window ever took a line');
});
