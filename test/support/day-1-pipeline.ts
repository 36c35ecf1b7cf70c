import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../../bench/torture/free-port.js';
import { SocketDevice } from './day-1-device.js';
import { type Replacements, writeDayOne } from './day-1-files.js';
import { SyslogNg } from './day-1-syslog-ng.js';
import { requireTool, runTool } from './debian.js';
import { type RunningExporter, startExporter, until } from './exporter-process.js';
import { temporaryDirectory } from './temporary-directory.js';

const tools = [
  ['syslog-ng', 'syslog-ng-core'],
  ['logrotate', 'logrotate'],
  ['zstd', 'zstd'],
  ['jq', 'jq'],
] as const;

/** The pipeline of examples/day-1 with its own files, in which only addresses and directories are replaced. */
export class DayOne {
  readonly vaultHost: SyslogNg;
  readonly collector: SyslogNg;
  readonly device: SocketDevice;
  readonly logs: string;
  readonly #t: TestContext;
  readonly #directory: string;
  #rotatedAt = 0;

  /** Undefined when a tool is missing; then the test is skipped. `more`: further replacements in syslog-ng's files. */
  static async begin(t: TestContext, more: Replacements = []): Promise<DayOne | undefined> {
    if (!tools.every(([tool, packageName]) => requireTool(t, tool, packageName))) return undefined;
    const day = new DayOne(t, [await freePort(), await freePort(), await freePort()], more);
    await day.collector.start();
    await day.vaultHost.start();
    await day.vaultHost.logged('Syslog connection established');
    return day;
  }

  private constructor(t: TestContext, ports: readonly [number, number, number], more: Replacements) {
    const [devicePort, audit, messages] = ports;
    const directory = temporaryDirectory(t);
    this.#t = t;
    this.#directory = directory;
    this.logs = join(directory, 'vault');
    for (const name of ['vault', 'vault/archive', 'vault-host', 'collector']) {
      mkdirSync(join(directory, name), { mode: 0o755 });
    }
    const vaultHost = writeDayOne('syslog-ng-vault-host.conf', join(directory, 'vault-host.conf'), [
      ['ip("127.0.0.1") port(1515)', `ip("127.0.0.1") port(${devicePort})`],
      ['"collector.example.org" port(1515)', `"127.0.0.1" port(${audit})`],
      ['"collector.example.org" port(1514)', `"127.0.0.1" port(${messages})`],
      ['/var/lib/syslog-ng', join(directory, 'vault-host')],
      ...more,
    ]);
    const collector = writeDayOne('syslog-ng-collector.conf', join(directory, 'collector.conf'), [
      ['ip("0.0.0.0") port(1515)', `ip("127.0.0.1") port(${audit})`],
      ['ip("0.0.0.0") port(1514)', `ip("127.0.0.1") port(${messages})`],
      ['/var/log/vault', this.logs],
      ...more,
    ]);
    const source = `source s_src { unix-stream("${this.#path('dev-log')}"); };`;
    this.vaultHost = new SyslogNg(t, this.#path('vault-host'), vaultHost, source);
    this.collector = new SyslogNg(t, this.#path('collector'), collector);
    this.device = new SocketDevice(t, devicePort);
    writeDayOne('logrotate.conf', this.#path('logrotate.conf'), [
      ['/var/log/vault', this.logs],
      ['syslog-ng-ctl reopen', `syslog-ng-ctl reopen --control=${this.collector.control}`],
    ]);
    writeDayOne('exporter.yml', this.#path('exporter.yml'), [
      ['/var/log/vault', this.logs],
      ['/var/lib/auditlog-exporter', this.#path('state')],
    ]);
  }

  /** The exporter with the example's exporter.yml. */
  async startExporter(): Promise<RunningExporter> {
    const exporter = await startExporter(['--config.file=exporter.yml'], this.#directory);
    this.#t.after(() => exporter.stop('SIGKILL'));
    return exporter;
  }

  /**
   * What happens at the full hour: logrotate with the example's file, while `meanwhile` is done again and again, some
   * fifty times a second. Two rotations in one second would have one name.
   */
  async rotate(meanwhile: () => Promise<void>): Promise<void> {
    const second = () => Math.floor(Date.now() / 1000);
    // An empty file is not rotated.
    const isDue = () => second() > this.#rotatedAt && this.#current('audit') !== '';
    await until(isDue, () => 'nothing to rotate');
    const before = this.rotated('audit').length;
    const args = ['--force', '--state', this.#path('logrotate.state'), this.#path('logrotate.conf')];
    let running = true;
    const rotation = runTool('logrotate', args).finally(() => {
      running = false;
    });
    while (running) {
      await meanwhile();
      await setTimeout(20);
    }
    const { status, stderr } = await rotation;
    this.#rotatedAt = second();
    if (status !== 0 || this.rotated('audit').length !== before + 1) {
      throw new Error(`logrotate ended with ${status} and left ${this.rotated('audit')}: ${stderr}`);
    }
  }

  /** A program of the Vault host says something to its syslog. */
  async say(program: string, text: string): Promise<void> {
    const socket = connect(this.#path('dev-log'));
    socket.end(`<30>Nov 21 06:10:01 ${program}[4711]: ${text}\n`);
    await new Promise((resolve) => socket.once('close', resolve));
  }

  /** Names of what was rotated of a log, oldest first. */
  rotated(log: string): string[] {
    return readdirSync(join(this.logs, 'archive'))
      .filter((name) => name.startsWith(`${log}-`))
      .sort();
  }

  /** Everything that the collector wrote to a log, in order, by zstd. */
  async text(log: string): Promise<string> {
    const pieces = await Promise.all(
      this.rotated(log).map(async (name) => {
        const file = join(this.logs, 'archive', name);
        if (!name.endsWith('.zst')) return readFileSync(file, 'utf8');
        const { status, stdout, stderr } = await runTool('zstd', ['-dcq', file]);
        if (status !== 0) throw new Error(`${name}: ${stderr}`);
        return stdout;
      }),
    );
    return pieces.join('') + this.#current(log);
  }

  /** What is not rotated yet. */
  #current(log: string): string {
    const file = join(this.logs, log);
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  #path(name: string): string {
    return join(this.#directory, name);
  }
}
