import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { logFiles } from './layout.js';
import { hasOpen } from './open-files.js';
import type { TortureOptions } from './options.js';
import { Problems } from './problems.js';
import type { TortureResult } from './result.js';
import type { Rival, RunningRival } from './rival.js';
import { RunCounts } from './run-counts.js';
import { settledWindows } from './settle-windows.js';
import { prepareDirectories, Stage } from './stage.js';
import { standingLines } from './standing.js';
import type { Subject } from './subject.js';

const stillFor = 3_000;
const catchUpTimeout = 30_000;

/** The same writing and rotating around another program. It is never killed: it would start from nothing. */
export async function tortureRival(
  rival: Rival,
  options: TortureOptions,
  directory: string,
): Promise<TortureResult> {
  const counts = new RunCounts();
  const problems = new Problems();
  prepareDirectories(directory);
  for (const { path } of logFiles) writeFileSync(join(directory, path), '', { flag: 'a' });
  const running = await rival.start(directory);
  const stage = new Stage(options, {
    ...{ directory, counts, subject: undisturbedSubject(running.pid), note: () => {} },
    failed: (message) => problems.add(message),
  });
  try {
    await sleep(options.seconds * 1000);
    await stage.endRotations();
    const written = settledWindows(await stage.endWriting(), standingLines(directory));
    await untilStill(running);
    const losses = await running.losses(written);
    const files = logFiles.map(({ name, source }) => {
      const { events, windows } = written[name]!;
      const inWindow = windows.reduce((sum, { from, to }) => sum + to - from, 0);
      return { name, source, written: events - inWindow, inWindow, ...losses[name]! };
    });
    const remarks = ['never killed: it cannot go on with the counts it had'];
    return { tool: rival.name, files, counts, problems: problems.messages, remarks, stories: [] };
  } finally {
    stage.kill();
    running.kill();
  }
}

function undisturbedSubject(pid: number): Subject {
  return {
    follows: (inode) => Promise.resolve(hasOpen(pid, inode)),
    undisturbed: (work) => work(),
    settled: () => Promise.resolve(),
    kept: () => Promise.resolve(),
    whileDown: () => Promise.resolve(false),
  };
}

async function untilStill(running: RunningRival): Promise<void> {
  const end = performance.now() + catchUpTimeout;
  let counted = -1;
  for (let since = performance.now(); performance.now() < end; await sleep(100)) {
    const now = await running.progress();
    if (now !== counted) since = performance.now();
    counted = now;
    if (performance.now() - since > stillFor) return;
  }
}
