import { createLogger, type LogFormat, type LogLevel, logFormats, logLevels } from '../base/log.js';
import { NotificationFile } from '../web/notification-file.js';
import { createNotificationServer } from '../web/notification-server.js';
import type { Command } from './command.js';
import { listen } from './listen.js';
import { exitCodes, OperationError, UsageError } from './terminal.js';

export const notificationsCommand: Command = {
  name: 'notifications',
  usage: '[options] FILE',
  summary: 'receives the notifications of Alertmanager and writes them into a file',
  description: `A webhook receiver for Alertmanager: appends each alert that it is told of to FILE, as one line of JSON with the time,
"firing" or "resolved", labels and annotations. It answers when the line is on disk; else Alertmanager tries again, so
that a line may stand there twice, but none is missing. FILE may be renamed at any time.`,
  flags: {
    'web.listen-address': { value: 'HOST:PORT', default: '127.0.0.1:10106', help: 'Where to listen.' },
    'log.level': {
      value: 'LEVEL',
      default: 'info',
      choices: logLevels,
      help: 'Least important messages to show.',
    },
    'log.format': { value: 'FORMAT', default: 'logfmt', choices: logFormats, help: 'Form of the messages.' },
  },
  async run(parsed, terminal) {
    const [path, ...rest] = parsed.positionals;
    if (path === undefined || rest.length > 0)
      throw new UsageError(`expected one file, found ${parsed.positionals.length}`);
    const logger = createLogger(
      { level: parsed.get('log.level') as LogLevel, format: parsed.get('log.format') as LogFormat },
      terminal.err,
    );
    const file = new NotificationFile(path);
    await seeThatItCanBeWritten(file, path);
    const server = createNotificationServer({ listen: parsed.get('web.listen-address')!, file, logger });
    const stopped = new Promise<void>((resolve) => terminal.onSignal('stop', resolve));
    const { url } = await listen(server);
    logger.info({ url, file: path }, 'receiving notifications');
    await stopped;
    logger.info({}, 'stopping');
    await server.close();
    return exitCodes.ok;
  },
};

async function seeThatItCanBeWritten(file: NotificationFile, path: string): Promise<void> {
  try {
    await file.append('');
  } catch (error) {
    throw new OperationError(`cannot write ${path}: ${(error as Error).message}`, { cause: error });
  }
}
