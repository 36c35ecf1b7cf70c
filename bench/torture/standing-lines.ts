import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { directories } from './layout.js';

/** Calls `line` with every line that stands in a file when all is over, rotated ones and copies included; `ended`: a line
 * end follows. */
export function eachStandingLine(
  directory: string,
  line: (text: string, name: string, ended: boolean) => void,
): void {
  for (const folder of directories) {
    for (const file of readdirSync(join(directory, folder))) {
      const name = join(folder, file);
      const path = join(directory, name);
      // The link leads to a file that is read by its own name.
      if (file === 'current.log' || !statSync(path).isFile()) continue;
      const bytes = readFileSync(path);
      eachLine(name.endsWith('.gz') ? gunzipSync(bytes) : bytes, (text, ended) => line(text, name, ended));
    }
  }
}

function eachLine(bytes: Buffer, line: (text: string, ended: boolean) => void): void {
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(10, start);
    line(bytes.toString('utf8', start, end < 0 ? bytes.length : end), end >= 0);
    start = end < 0 ? bytes.length : end + 1;
  }
}
