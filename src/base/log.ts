import { type DestinationStream, pino } from 'pino';
import { toLogfmt } from './logfmt.js';

/** What the stages need of a logger. Fields never carry text from a log line. */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];
export const logFormats = ['logfmt', 'json'] as const;
export type LogFormat = (typeof logFormats)[number];

/** A pino logger that writes one line per message to `output`, as JSON or logfmt (`ts= level= msg=`). */
export function createLogger(
  options: { level: LogLevel; format: LogFormat },
  output: DestinationStream,
): Logger {
  const destination: DestinationStream =
    options.format === 'json' ? output : { write: (line) => output.write(`${toLogfmt(JSON.parse(line))}\n`) };
  return pino(
    {
      level: options.level,
      base: null,
      messageKey: 'msg',
      timestamp: () => `,"ts":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
}

/** A logger that says nothing. */
export const silentLogger: Logger = { debug() {}, info() {}, warn() {}, error() {} };
