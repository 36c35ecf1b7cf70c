import { systemClock } from '../base/clock.js';
import {
  createLogger,
  type LogFormat,
  type Logger,
  type LogLevel,
  logFormats,
  logLevels,
} from '../base/log.js';
import { intervalWaker } from '../base/waker.js';
import { Exporter } from '../exporter/exporter.js';
import { LockedError, lockDirectory } from '../state/directory-lock.js';
import type { Command } from './command.js';
import { configLoader } from './config-loader.js';
import type { Parsed } from './flags.js';
import { recogniseLater } from './recognise-later.js';
import { serve } from './serve.js';
import { exitCodes, OperationError, type Terminal, UsageError } from './terminal.js';
import { buildInfo, versionText } from './version.js';

export const runCommand: Command = {
  name: 'run',
  usage: '[options] [FILE…]',
  summary: 'follows the logs and serves the metrics (what the program does without a command)',
  description: `Follows the logs that exporter.yml names and serves /metrics. With FILE… in place of a configuration: follows those
files, each recognised by its first lines, and keeps no positions.
SIGHUP loads the configuration again: unchanged metrics keep their values, a file with problems changes nothing.`,
  flags: {
    'config.file': { value: 'FILE', default: 'exporter.yml', help: 'Configuration file.' },
    preset: { value: 'NAME', help: 'With FILE…: read the files as this preset says.' },
    'web.listen-address': {
      value: 'HOST:PORT',
      help: 'Where to serve; the default is web.listen, 127.0.0.1:10105.',
    },
    'web.telemetry-path': {
      value: 'PATH',
      help: 'Path of the metrics; the default is web.telemetry_path, /metrics.',
    },
    'web.enable-lifecycle': { help: 'Allow POST /-/reload.' },
    'log.level': {
      value: 'LEVEL',
      default: 'info',
      choices: logLevels,
      help: 'Least important messages to show.',
    },
    'log.format': { value: 'FORMAT', default: 'logfmt', choices: logFormats, help: 'Form of the messages.' },
    version: { help: 'Print the version.' },
  },
  async run(parsed, terminal) {
    if (parsed.has('version')) {
      terminal.out.write(versionText());
      return exitCodes.ok;
    }
    if (parsed.has('preset') && parsed.positionals.length === 0)
      throw new UsageError('--preset goes with FILE…');
    if (parsed.has('config.file') && parsed.positionals.length > 0) {
      throw new UsageError('give either --config.file or FILE…, not both');
    }
    const logger = createLogger(
      { level: parsed.get('log.level') as LogLevel, format: parsed.get('log.format') as LogFormat },
      terminal.err,
    );
    return runExporter(parsed, terminal, logger);
  },
};

async function runExporter(parsed: Parsed, terminal: Terminal, logger: Logger): Promise<number> {
  const build = buildInfo();
  logger.info({ ...build, node: process.version }, 'starting auditlog-exporter');
  if (process.getuid?.() === 0) {
    logger.warn({}, 'running as root: a user that may read the logs is enough');
  }
  const loader = configLoader(parsed, logger);
  await loader.recognise(loader.sources());
  const keepState = parsed.positionals.length === 0;
  const unlock = keepState ? await lockState(loader.stateDirectory(), logger) : async () => {};
  return new Promise((resolve, reject) => {
    const exporter = new Exporter({
      clock: systemClock,
      logger,
      waker: intervalWaker,
      stdin: terminal.stdin,
      build,
      load: loader.load,
      keepState,
      failed: reject,
    });
    const reload = () => reloadExporter(exporter, logger);
    serve(exporter, { parsed, logger, build, reload }).then((server) => {
      exporter.start();
      const stopRecognising = recogniseLater(exporter, loader, reload);
      terminal.onSignal('reload', () => void reload().catch(() => {}));
      terminal.onSignal('stop', () => {
        logger.info({}, 'stopping');
        stopRecognising();
        Promise.all([server.close(), exporter.stop()])
          .then(unlock)
          .then(() => resolve(exitCodes.ok), reject);
      });
    }, reject);
  });
}

/**
 * Two exporters on one directory would overwrite each other's checkpoints: the second one is refused.
 * A directory that cannot be written is no reason not to run.
 */
async function lockState(directory: string | undefined, logger: Logger): Promise<() => Promise<void>> {
  if (directory === undefined) return async () => {};
  try {
    return await lockDirectory(directory);
  } catch (error) {
    if (error instanceof LockedError) throw new OperationError(error.message);
    logger.warn(
      {},
      `cannot lock the state directory ${directory}: ${(error as Error).message}; see that no other exporter uses it`,
    );
    return async () => {};
  }
}

async function reloadExporter(exporter: Exporter, logger: Logger): Promise<void> {
  try {
    await exporter.reload();
    logger.info({}, 'loaded the configuration');
  } catch (error) {
    logger.error(
      { problems: (error as Error).message.split('\n') },
      'cannot load the configuration; going on with the old one',
    );
    throw error;
  }
}
