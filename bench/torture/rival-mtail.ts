import { spawn } from 'node:child_process';
import { mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tallyExposition } from '../tally-exposition.js';
import { lossesOf } from './compare.js';
import { freePort } from './free-port.js';
import { logFiles } from './layout.js';
import type { Rival } from './rival.js';
import { boundsOf } from './truth.js';
import { waitFor } from './wait.js';

const program = `counter torture_block_events_total by block

/{"seq":\\d+,.*"block":"(?P<block>[^"]+)"/ {
  torture_block_events_total[$block]++
}
`;
const rules = [{ metric: 'torture_block_events_total', group: 'block', labels: ['block'] }];
const startTimeout = 10_000;

/** mtail with its defaults: it follows by inotify. */
export const mtail: Rival = {
  name: 'mtail',
  async start(directory) {
    mkdirSync(join(directory, 'programs'));
    writeFileSync(join(directory, 'programs', 'torture.mtail'), program);
    const port = await freePort();
    const log = openSync(join(directory, 'mtail.log'), 'a');
    const child = spawn(
      'mtail',
      [
        ...['--logtostderr', '--address', '127.0.0.1', '--port', String(port), '--progs', 'programs'],
        ...logFiles.flatMap(({ path }) => ['--logs', path]),
      ],
      { cwd: directory, stdio: ['ignore', log, log] },
    );
    const scrape = async () => (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const tally = async () => tallyExposition(await scrape(), rules);
    const up = () =>
      scrape().then(
        () => true,
        () => false,
      );
    if (!(await waitFor(up, startTimeout))) throw new Error('mtail does not serve');
    return {
      pid: child.pid!,
      progress: async () =>
        [...(await tally()).group('block').values()].reduce((sum, count) => sum + count, 0),
      async losses(written) {
        const bounds = boundsOf(logFiles, written);
        const found = await tally();
        return Object.fromEntries(logFiles.map(({ name }) => [name, lossesOf(bounds, found, name)]));
      },
      kill: () => void child.kill('SIGKILL'),
    };
  },
};
