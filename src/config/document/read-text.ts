import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import type { Fault } from './parse-yaml.js';

const largest = 10 * 2 ** 20;

/** Text of a configuration file. A directory, a device, invalid UTF-8 or more than 10 MiB is a fault. */
export function readText(file: string): { text: string } | Fault {
  const nowhere = { line: 0, column: 0 };
  try {
    const stat = statSync(file);
    if (!stat.isFile() && !stat.isFIFO()) {
      const what = stat.isDirectory() ? 'it is a directory' : 'it is not a file';
      return { position: nowhere, message: `cannot read the configuration: ${what}` };
    }
    if (stat.size > largest) return { position: nowhere, message: tooLarge };
    return decodeText(readFileSync(file));
  } catch (error) {
    const next = (error as NodeJS.ErrnoException).code === 'ENOENT' ? `; ${missing}` : '';
    return { position: nowhere, message: `cannot read the configuration: ${systemReason(error)}${next}` };
  }
}

const missing =
  'write one, to begin with: sources: { vault: { files: /var/log/vault/audit.log } }; or follow files without one: auditlog-exporter FILE…';

export const tooLarge = 'cannot read the configuration: it is larger than 10 MiB; is this the right file?';

/** Bytes as text, or where they stop being UTF-8. A byte order mark at the start is dropped. */
export function decodeText(bytes: Uint8Array): { text: string } | Fault {
  if (bytes.length > largest) return { position: { line: 0, column: 0 }, message: tooLarge };
  if (isUtf8(bytes)) return { text: new TextDecoder().decode(bytes) };
  let line = 1;
  for (let from = 0; ; line += 1) {
    const end = bytes.indexOf(0x0a, from);
    const part = bytes.subarray(from, end === -1 ? bytes.length : end);
    if (!isUtf8(part) || end === -1) {
      const column = new TextDecoder().decode(part).indexOf('\ufffd') + 1;
      return { position: { line, column }, message: 'not valid UTF-8; save the file as UTF-8 text' };
    }
    from = end + 1;
  }
}

/** `no such file (ENOENT)` from the error of a system call. */
export function systemReason(error: unknown): string {
  const { code = 'unknown error' } = error as NodeJS.ErrnoException;
  const reason = reasons[code];
  return reason === undefined ? code : `${reason} (${code})`;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a directory',
  ENOTDIR: 'a part of the path is not a directory',
  ELOOP: 'too many symbolic links',
};
