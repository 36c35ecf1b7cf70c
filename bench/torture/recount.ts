import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Tally } from '../tally.js';
import { directories } from './layout.js';

const event =
  /^\0*\{"seq":\d+,"mark":(\d+),"user":"[^"]+","outcome":"\w+","file":"([^"]+)","block":"([^"]+)"/;

/**
 * What stands in the files when all is over, rotated ones and copies included: an account of the run that owes nothing
 * to the writer's. Groups `block` and `mark` of the truth. Lines of deleted files are missing, of course.
 */
export function recount(directory: string): Tally {
  const tally = new Tally();
  for (const folder of directories) {
    for (const name of readdirSync(join(directory, folder))) {
      const path = join(directory, folder, name);
      // The link leads to a file that is read by its own name.
      if (name === 'current.log' || !statSync(path).isFile()) continue;
      const bytes = readFileSync(path);
      countLines(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, tally);
    }
  }
  return tally;
}

function countLines(bytes: Buffer, tally: Tally): void {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start);
    const line = bytes.toString('utf8', start, end < 0 ? bytes.length : end);
    start = end < 0 ? bytes.length : end + 1;
    const match = event.exec(line);
    if (match === null) continue;
    tally.add('mark', match[2]!, Number(match[1]));
    tally.add('block', match[3]!);
  }
}
