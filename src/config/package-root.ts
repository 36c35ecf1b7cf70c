import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Directory of this package, wherever it is installed or built: the nearest above with its package.json. */
export function packageRoot(): string {
  for (let directory = dirname(fileURLToPath(import.meta.url)); ; directory = dirname(directory)) {
    if (nameOfPackage(directory) === 'auditlog-exporter') return directory;
    if (directory === dirname(directory)) {
      throw new Error(
        'cannot find the package.json of auditlog-exporter above its code; reinstall the package',
      );
    }
  }
}

function nameOfPackage(directory: string): unknown {
  try {
    return JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')).name;
  } catch {
    return undefined;
  }
}
