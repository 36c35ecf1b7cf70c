// The program that writes the logs of a torture run: its own process, told by messages what to do with its files.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../src/base/random.js';
import type { Command, Reply, Request, WriterOptions } from './commands.js';
import { logFiles } from './layout.js';
import { LogStream } from './log-stream.js';
import { WriteTrace } from './write-trace.js';
import type { WrittenByFile } from './written.js';

const tickMilliseconds = 5;
const flushMilliseconds = 250;
const options = JSON.parse(process.argv[2] ?? '') as WriterOptions;
const trace = new WriteTrace(options.directory);
const streams = new Map(
  logFiles.map((file, i) => {
    const random = seededRandom(options.seed * 1_000 + i);
    const stream = { random, rate: options.rate * file.share, trace: trace.add.bind(trace) };
    return [file.name, new LogStream(file, options.directory, stream)];
  }),
);

function streamOf(name: string): LogStream {
  const stream = streams.get(name);
  if (stream === undefined) throw new Error(`no file ${name}`);
  return stream;
}

function written(): WrittenByFile {
  return Object.fromEntries([...streams].map(([name, stream]) => [name, stream.written]));
}

async function carryOut(command: Command): Promise<void> {
  switch (command.do) {
    case 'pause':
      return streamOf(command.file).pause();
    case 'resume':
      return streamOf(command.file).resume();
    case 'reopen':
      return streamOf(command.file).reopen(command.both);
    case 'chain':
      return streamOf(command.file).chain(command.times);
    case 'copytruncate':
      return streamOf(command.file).copyTruncate(command.gap, command.still);
    case 'window':
      return command.to === 'open'
        ? streamOf(command.file).openWindow()
        : streamOf(command.file).closeWindow();
    case 'written':
      return;
    case 'stop':
      return stop();
  }
}

function stop(): void {
  clearInterval(timer);
  clearInterval(flushing);
  for (const stream of streams.values()) stream.close();
  trace.flush();
  writeFileSync(join(options.directory, options.truth), JSON.stringify(written()));
}

let last = performance.now();
const timer = setInterval(() => {
  const now = performance.now();
  for (const stream of streams.values()) stream.tick(now - last, now);
  last = now;
}, tickMilliseconds);

const flushing = setInterval(() => trace.flush(), flushMilliseconds);

process.on('message', async ({ id, command }: Request) => {
  const problem = await carryOut(command).then(
    () => undefined,
    (error: Error) => error.message,
  );
  const reply: Reply = { id, written: written(), ...(problem === undefined ? {} : { error: problem }) };
  process.send?.(reply, undefined, {}, () => {
    if (command.do === 'stop') process.exit(0);
  });
});
process.once('SIGTERM', () => {
  stop();
  process.exit(0);
});
// Without the run there is nobody to write for.
process.once('disconnect', () => process.exit(1));
