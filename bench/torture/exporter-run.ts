import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { randomInt } from '../../src/base/random.js';
import { compressRotated } from './compress-rotated.js';
import { exporterConfig } from './exporter-config.js';
import { ExporterProcess } from './exporter-process.js';
import { ExporterSubject } from './exporter-subject.js';
import { freePort } from './free-port.js';
import { judgeExporter } from './judge-exporter.js';
import { Killer } from './killer.js';
import { logFiles } from './layout.js';
import type { TortureOptions } from './options.js';
import { ordeal } from './ordeal.js';
import { Poller } from './poller.js';
import { Problems } from './problems.js';
import { Prometheus } from './prometheus.js';
import type { TortureResult } from './result.js';
import { RunCounts } from './run-counts.js';
import { SeenBlocks } from './seen-blocks.js';
import { paceOf, prepareDirectories, randomFor, Stage } from './stage.js';
import { Timeline } from './timeline.js';
import type { WrittenByFile } from './written.js';

/** Everything that runs at once, in one directory. */
interface Cast {
  readonly options: TortureOptions;
  readonly directory: string;
  readonly exporter: ExporterProcess;
  readonly prometheus: Prometheus;
  readonly poller: Poller;
  readonly counts: RunCounts;
  readonly problems: Problems;
  readonly timeline: Timeline;
  readonly seen: SeenBlocks;
}

/** Tortures the exporter in the empty `directory`, while a Prometheus and a person read its metrics. */
export async function tortureExporter(options: TortureOptions, directory: string): Promise<TortureResult> {
  const counts = new RunCounts();
  const problems = new Problems();
  const problem = (message: string) => problems.add(message);
  const timeline = new Timeline(directory);
  const seen = new SeenBlocks();
  const { note } = timeline;
  const port = await freePort();
  writeFileSync(join(directory, 'exporter.yml'), exporterConfig(port));
  prepareDirectories(directory);
  const exporter = new ExporterProcess({ program: options.program, directory, port, note }, problem);
  const prometheus = new Prometheus({ directory, port: await freePort(), target: `127.0.0.1:${port}` });
  const poller = new Poller({
    url: `${exporter.url}/metrics`,
    serving: () => exporter.serving,
    counts,
    problem,
    note,
    seen,
  });
  const begin = performance.now();
  try {
    await exporter.start();
    counts.add('starts');
    // Whoever wants to see an increase must have looked before there was one.
    await prometheus.scraping();
    const polling = poller.run();
    const cast = { options, directory, exporter, prometheus, poller, counts, problems, timeline, seen };
    const { written, doubts } = await play(cast);
    const seconds = () => (performance.now() - begin) / 1000 + 1;
    const result = await judgeExporter({ ...cast, written, doubts, seconds });
    poller.stop();
    await polling;
    const remarks = [...ordeal(counts), ...result.remarks];
    return { ...result, remarks, tool: 'auditlog-exporter', counts, problems: problems.messages };
  } finally {
    poller.stop();
    await exporter.end('SIGKILL');
    await prometheus.kill();
  }
}

/** The run itself. Resolves when nothing is written any more, with the exporter up. */
async function play(cast: Cast): Promise<{ written: WrittenByFile; doubts: readonly number[] }> {
  const { options, directory, exporter, counts, problems, timeline } = cast;
  const failed = (message: string) => problems.add(message);
  let stage: Stage | undefined;
  const subject: ExporterSubject = new ExporterSubject(exporter, {
    ...{ directory, counts, problem: failed, killed: options.kills > 0 },
    written: async (source) => (await stage?.linesOf(source)) ?? 0,
  });
  stage = new Stage(options, { directory, subject, counts, note: timeline.note, failed });
  try {
    const killer = options.kills === 0 ? undefined : makeKiller(cast, subject, stage);
    const killing = killer?.run().catch((error: Error) => failed(error.message));
    await sleep(options.seconds * 1000);
    killer?.stop();
    await Promise.all([killing, stage.endRotations()]);
    return { written: await stage.endWriting(), doubts: killer?.doubts ?? [] };
  } finally {
    stage.kill();
  }
}

function makeKiller(
  { options, directory, counts, timeline }: Cast,
  subject: ExporterSubject,
  stage: Stage,
): Killer {
  const { seed, seconds, kills, kinds } = options;
  const zipped = logFiles.filter((file) => file.kinds.includes('gzip-down') && kinds.includes('gzip-down'));
  const pace = paceOf(seconds);
  return new Killer({
    ...{ subject, directory, counts, pace, note: timeline.note },
    random: randomFor(seed, 100),
    up: Math.max(300, 60_000 / kills - 2_000 * pace),
    async whileDown(random) {
      for (const { name, path } of zipped) {
        const most = randomInt(random, 0, 4);
        await stage.betweenRotations(name, async () => {
          const compressed = await compressRotated(join(directory, path), 1, most);
          counts.add('rotated: gzip-down', compressed.length);
          for (const file of compressed) timeline.note(`COMPRESSED ${relative(directory, file)}`, name);
        });
      }
    },
  });
}
