import { writeFileSync } from 'node:fs';
import { seededRandom } from '../src/base/random.js';
import { LineFile } from './line-file.js';
import { noiseMessage, type ServerMessage, securityMessage } from './server-messages.js';
import { Tally } from './tally.js';
import type { GenerateOptions, Truth } from './truth.js';

/** Groups of the truth of a server log: security messages by name, all lines by level. */
export const serverLogGroups = { events: 'events', levels: 'levels' } as const;

const start = Date.parse('2026-11-01T00:00:00Z');
const securityShare = 0.005;

// As hclog writes them: the short ones with a blank more, so that the names after them line up.
const tags = { info: '[INFO] ', warn: '[WARN] ', error: '[ERROR]', debug: '[DEBUG]' } as const;

/** Writes a Vault server log of at least `size` bytes to `path`, and what stands in it to `path.truth.json`. */
export function generateServerLog(path: string, options: GenerateOptions): Truth {
  const random = seededRandom(options.seed);
  const file = new LineFile(path);
  const tally = new Tally();
  let time = start;
  while (file.bytes < options.size) {
    time += random() * 60;
    const message = random() < securityShare ? securityMessage(random) : noiseMessage(random);
    file.write(line(message, time));
    tally.add(serverLogGroups.levels, message.level);
    if (message.event !== undefined) tally.add(serverLogGroups.events, message.event);
  }
  file.close();
  const truth = { bytes: file.bytes, lines: file.lines, tally };
  writeFileSync(`${path}.truth.json`, `${JSON.stringify(truth, null, 1)}\n`);
  return truth;
}

function line(message: ServerMessage, time: number): string {
  return `${new Date(time).toISOString()} ${tags[message.level]} ${message.text}`;
}
