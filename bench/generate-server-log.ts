import { writeFileSync } from 'node:fs';
import { seededRandom } from '../src/base/random.js';
import { serverLine } from '../src/cli/simulator/server-line.js';
import { LineFile } from './line-file.js';
import { noiseMessage, securityMessage } from './server-messages.js';
import { Tally } from './tally.js';
import type { GenerateOptions, Truth } from './truth.js';

/** Groups of the truth of a server log: security messages by name, all messages that have a name, all lines by level. */
export const serverLogGroups = { events: 'events', named: 'named', levels: 'levels' } as const;

const start = Date.parse('2026-11-01T00:00:00Z');
const securityShare = 0.005;

/** Writes a Vault server log of at least `size` bytes to `path`, and what stands in it to `path.truth.json`. */
export function generateServerLog(path: string, options: GenerateOptions): Truth {
  const random = seededRandom(options.seed);
  const file = new LineFile(path);
  const tally = new Tally();
  let time = start;
  while (file.bytes < options.size) {
    time += random() * 60;
    const message = random() < securityShare ? securityMessage(random) : noiseMessage(random);
    file.write(serverLine(message.level, message.text, time));
    tally.add(serverLogGroups.levels, message.level);
    if (message.event !== undefined) tally.add(serverLogGroups.events, message.event);
    const name = message.event ?? message.known;
    if (name !== undefined) tally.add(serverLogGroups.named, name);
  }
  file.close();
  const truth = { bytes: file.bytes, lines: file.lines, tally };
  writeFileSync(`${path}.truth.json`, `${JSON.stringify(truth, null, 1)}\n`);
  return truth;
}
