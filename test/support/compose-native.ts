import { mkdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';
import type { ComposeService } from './compose-file.js';

/** Where the files of a container are on this machine; volumes are directories below `directory`, made when needed. */
export function nativePath(service: ComposeService, path: string, directory: string): string {
  const mount = service.mounts
    .filter(({ target }) => path === target || path.startsWith(`${target}/`))
    .sort((a, b) => b.target.length - a.target.length)[0];
  if (mount === undefined) throw new Error(`${service.name} mounts nothing at ${path}`);
  const rest = path.slice(mount.target.length);
  if (isAbsolute(mount.source)) return mount.source + rest;
  if (mount.source.startsWith('.')) return join(packageRoot(), mount.source) + rest;
  const volume = join(directory, mount.source);
  mkdirSync(volume, { recursive: true });
  return volume + rest;
}

/** The arguments of a service with every path of its mounts replaced by that of `nativePath`. */
export function nativeCommand(service: ComposeService, directory: string): string[] {
  const targets = service.mounts.map(({ target }) => target);
  return service.command.map((argument) =>
    argument.replace(/(?<=^|=)\/[^=]*$/, (path) =>
      targets.some((target) => path === target || path.startsWith(`${target}/`))
        ? nativePath(service, path, directory)
        : path,
    ),
  );
}
