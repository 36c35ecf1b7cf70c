import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { runTool } from './debian.js';
import { until } from './exporter-process.js';

/** Debian's syslog-ng with one of the example's files, which its own syslog-ng.conf would include. */
export class SyslogNg {
  readonly control: string;
  readonly #directory: string;
  #process: ChildProcess | undefined;
  #log = '';

  /** `directory` gets all that it writes but logs; `included` is a file; `own` is what Debian's own file has. */
  constructor(t: TestContext, directory: string, included: string, own = '') {
    this.#directory = directory;
    this.control = join(directory, 'syslog-ng.ctl');
    const options = 'options { chain-hostnames(off); use-dns(no); flush-lines(0); };';
    const text = `@version: 3.38\n${options}\n${own}\n@include "${included}"\n`;
    writeFileSync(join(directory, 'syslog-ng.conf'), text);
    t.after(() => this.stop('SIGKILL'));
  }

  /** Comes back when it listens. */
  async start(): Promise<void> {
    this.#log = '';
    const at = (name: string) => join(this.#directory, name);
    const child = spawn(
      'syslog-ng',
      [
        ...[
          '--foreground',
          '--no-caps',
          '--stderr',
          '--cfgfile',
          at('syslog-ng.conf'),
          '--control',
          this.control,
        ],
        ...['--persist-file', at('syslog-ng.persist'), '--pidfile', at('syslog-ng.pid')],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    this.#process = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#log += text;
    });
    await until(
      () => this.#log.includes('syslog-ng starting up') || child.exitCode !== null,
      () => `syslog-ng did not start: ${this.#log}`,
    );
    if (child.exitCode !== null) throw new Error(`syslog-ng ended: ${this.#log}`);
  }

  /** Waits until it has logged `text` since it was started. */
  logged(text: string): Promise<void> {
    return until(
      () => this.#log.includes(text),
      () => `no ${text} in: ${this.#log}`,
    );
  }

  send(signal: NodeJS.Signals): void {
    this.#process?.kill(signal);
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill(signal);
    await ended;
  }

  /** A number that `syslog-ng-ctl stats` shows of a destination with a network address. */
  async stat(destination: string, type: 'queued' | 'dropped' | 'written'): Promise<number> {
    const { stdout, stderr } = await runTool('syslog-ng-ctl', ['stats', `--control=${this.control}`]);
    const line = stdout
      .split('\n')
      .map((text) => text.split(';'))
      .find((cells) => cells[0] === 'dst.network' && cells[1] === `${destination}#0` && cells[4] === type);
    if (line === undefined) throw new Error(`no ${type} of ${destination} in: ${stdout}${stderr}`);
    return Number(line[5]);
  }
}
