import type { ToolName } from './options.js';
import type { Rival } from './rival.js';
import { moduleRival } from './rival-module.js';
import { mtail } from './rival-mtail.js';

export const rivals: Readonly<Record<Exclude<ToolName, 'exporter'>, Rival>> = {
  mtail,
  logdna: moduleRival('logdna', '@logdna/tail-file'),
  'tail-file': moduleRival('tail-file', 'tail-file'),
};
