import { writeFileSync } from 'node:fs';
import type { LogDisk } from './log-disk.js';
import { LogFile } from './log-file.js';
import { packLog } from './pack-log.js';

/** Makes a rotated file that is there before anybody looks: it is read only where the reader looks for its name. */
export function makeOldLog(disk: LogDisk, index: number): void {
  const { packed, glob } = disk.options;
  const name = disk.rotatedName();
  const text = Array.from({ length: 1 + 20 * index }, (_, line) => `old ${index} ${line}\n`).join('');
  const isPacked = index % 2 === 1;
  const file = new LogFile(isPacked ? `${name}.${packed}` : name);
  writeFileSync(disk.path(file.name), isPacked ? packLog(packed, Buffer.from(text)) : text);
  if (glob && !isPacked) file.content = text;
  disk.ledger.wrote(file);
  disk.add(file);
}
