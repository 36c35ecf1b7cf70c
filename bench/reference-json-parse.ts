// The least a program in Node can do with a log: node reference-json-parse.js FILE [json|text]
// Reads a mebibyte at a time, cuts at newlines, makes each line a string and (json) parses it; prints what it cost.
import { closeSync, openSync, readSync } from 'node:fs';

const chunkBytes = 1 << 20;
const newline = 0x0a;

export interface ReferenceReport {
  readonly lines: number;
  readonly userMicroseconds: number;
  readonly systemMicroseconds: number;
  readonly peakRssBytes: number;
}

/** Lines of `path`, each handed to `take`; the last may lack its newline. */
function readLines(path: string, take: (line: string) => void): number {
  const descriptor = openSync(path, 'r');
  let buffer = Buffer.allocUnsafe(2 * chunkBytes);
  let kept = 0;
  let lines = 0;
  for (;;) {
    if (kept + chunkBytes > buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
    const read = readSync(descriptor, buffer, kept, chunkBytes, null);
    if (read === 0) break;
    const end = kept + read;
    let start = 0;
    for (;;) {
      const stop = buffer.indexOf(newline, start);
      if (stop === -1 || stop >= end) break;
      take(buffer.toString('utf8', start, stop));
      lines += 1;
      start = stop + 1;
    }
    buffer.copyWithin(0, start, end);
    kept = end - start;
  }
  closeSync(descriptor);
  if (kept === 0) return lines;
  take(buffer.toString('utf8', 0, kept));
  return lines + 1;
}

// The outcome is used, so that no engine may leave the work out.
let seen = 0;
const takers: Readonly<Record<string, (line: string) => void>> = {
  json: (line) => {
    const event: unknown = JSON.parse(line);
    if (event !== null) seen += 1;
  },
  text: (line) => {
    if (line.includes(' core: ')) seen += 1;
  },
};

const [path, mode = 'json'] = process.argv.slice(2);
const take = takers[mode];
if (path === undefined || take === undefined) {
  process.stderr.write('usage: node build/bench/reference-json-parse.js FILE [json|text]\n');
  process.exitCode = 2;
} else {
  const lines = readLines(path, take);
  const { user, system } = process.cpuUsage();
  const report: ReferenceReport & { readonly seen: number } = {
    lines,
    seen,
    userMicroseconds: user,
    systemMicroseconds: system,
    peakRssBytes: process.resourceUsage().maxRSS * 1024,
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
}
