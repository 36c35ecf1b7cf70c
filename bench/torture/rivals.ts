import type { ToolName } from './options.js';
import type { Rival } from './rival.js';
import { moduleRival } from './rival-module.js';
import { mtail } from './rival-mtail.js';
import { syslogNg } from './rival-syslog-ng.js';

export const rivals: Readonly<Record<Exclude<ToolName, 'exporter'>, Rival>> = {
  mtail,
  'syslog-ng': syslogNg,
  logdna: moduleRival('logdna', '@logdna/tail-file'),
  'tail-file': moduleRival('tail-file', 'tail-file'),
};
