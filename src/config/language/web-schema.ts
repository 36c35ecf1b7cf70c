import { quote } from '../document/describe-node.js';
import { boolean } from '../schema/boolean.js';
import { Fault } from '../schema/fault.js';
import { optional } from '../schema/key.js';
import { object } from '../schema/object.js';
import type { Schema } from '../schema/schema.js';
import { parsedText, text } from '../schema/text.js';
import { duration } from './quantities.js';

/** Loopback: the labels say who reads which secret. */
export const defaultListen = '127.0.0.1:10105';
export const defaultTelemetryPath = '/metrics';
export const defaultDirectory = './state';
export const defaultInterval = 5_000;

const listen: Schema<string> = parsedText({
  expected: 'host:port, as in 127.0.0.1:10105, [::1]:10105 or :10105',
  parse(address) {
    const match = /^(?:\[[0-9a-fA-F:.]+\]|[^\s:[\]/]*):(\d{1,5})$/.exec(address);
    if (match === null) return undefined;
    const port = Number(match[1]);
    return port <= 65_535 ? address : new Fault(`expected a port from 0 to 65535, found ${port}`);
  },
  json: { pattern: ':[0-9]{1,5}$' },
});

const telemetryPath: Schema<string> = parsedText({
  expected: 'a path that starts with /',
  parse(path) {
    if (!/^\/[^\s?#]*$/.test(path)) return undefined;
    return path.startsWith('/-/')
      ? new Fault(`${quote(path)}: paths below /-/ are taken; use /metrics`)
      : path;
  },
  json: { pattern: '^/(?!-/)[^\\s?#]*$' },
});

export const web = object(
  {
    listen: optional(listen, 'Address to answer on; an empty host is every interface.', defaultListen),
    telemetry_path: optional(telemetryPath, 'Path of the metrics.', defaultTelemetryPath),
    openmetrics_created: optional(
      boolean,
      'Tell in OpenMetrics when each counter and histogram began (lines of their own, ending with _created).',
      false,
    ),
  },
  { name: 'the web settings' },
);

export const state = object(
  {
    directory: optional(
      text('a directory'),
      'Where positions and counts are kept over restarts.',
      defaultDirectory,
    ),
    interval: optional(duration, 'Time between two checkpoints.', '5s'),
  },
  { name: 'the state settings' },
);
