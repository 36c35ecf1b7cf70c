import { spawn } from 'node:child_process';
import { createReadStream, openSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { logFiles } from './layout.js';
import type { Rival } from './rival.js';
import { SeqCounts } from './seq-counts.js';
import { waitFor } from './wait.js';

const startTimeout = 10_000;
const file = /"file":"([^"]+)"/;

/** Looks at the files twenty times as often as by default, which loses far less. */
const sources = logFiles
  .map(({ path }) => `  file("${path}" follow-freq(0.05) log-fetch-limit(1000) flags(no-parse));\n`)
  .join('');
const config = `@version: 3.38
source logs {
${sources}};
destination lines { file("syslog-ng.out" template("$MESSAGE\\n")); };
log { source(logs); destination(lines); flags(flow-control); };
`;

/** syslog-ng has no counters of its own for what stands in a line: what it hands on is counted. */
export const syslogNg: Rival = {
  name: 'syslog-ng',
  async start(directory) {
    writeFileSync(join(directory, 'syslog-ng.conf'), config);
    const log = openSync(join(directory, 'syslog-ng.log'), 'a');
    const own = (name: string) => join(directory, `syslog-ng.${name}`);
    const child = spawn(
      'syslog-ng',
      [
        ...['--foreground', '--stderr', '--no-caps', '--cfgfile', 'syslog-ng.conf'],
        ...['--persist-file', own('persist'), '--control', own('ctl'), '--pidfile', own('pid')],
      ],
      { cwd: directory, stdio: ['ignore', log, log] },
    );
    const size = (name: string) => statSync(own(name), { throwIfNoEntry: false })?.size ?? 0;
    if (!(await waitFor(() => size('persist') > 0, startTimeout)))
      throw new Error('syslog-ng does not start');
    return {
      pid: child.pid!,
      progress: () => Promise.resolve(size('out')),
      async losses(written) {
        const counts = await countLines(own('out'));
        return Object.fromEntries(
          logFiles.map(({ name }) => [name, counts.get(name)!.losses(written[name]!)]),
        );
      },
      kill: () => void child.kill('SIGKILL'),
    };
  },
};

/** By file. */
async function countLines(path: string): Promise<ReadonlyMap<string, SeqCounts>> {
  const counts = new Map(logFiles.map(({ name }) => [name, new SeqCounts()]));
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return counts;
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    const name = file.exec(line)?.[1];
    if (name !== undefined) counts.get(name)?.line(line);
  }
  return counts;
}
