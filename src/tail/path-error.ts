const reasons: Readonly<Record<string, readonly [reason: string, next: string]>> = {
  ENOENT: ['no such file', 'it is read as soon as it appears'],
  ENOTDIR: ['a part of the path is not a directory', 'check the path'],
  EACCES: ['permission denied', "give the exporter's user read access"],
  EPERM: ['operation not permitted', "give the exporter's user read access"],
  EISDIR: ['it is a directory', 'name its files, for instance with /*.log'],
  ELOOP: ['too many symbolic links', 'check where the link leads'],
  ENAMETOOLONG: ['the name is too long', 'check the path'],
  EMFILE: ['too many open files', 'raise the limit on open files (ulimit -n)'],
  ENFILE: ['too many open files in the system', 'raise fs.file-max'],
  EIO: ['input/output error', 'check the disk'],
  ESTALE: ['stale file handle', 'check the network file system'],
};

export function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}

/** Whether the error says that there is no such file, rather than that it cannot be reached. */
export function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** `cannot read PATH: permission denied (EACCES); give the exporter's user read access`. */
export function cannotRead(path: string, error: unknown): string {
  const code = errorCode(error);
  const known = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  if (known !== undefined) return `cannot read ${path}: ${known[0]} (${code}); ${known[1]}`;
  const text = error instanceof Error ? error.message : String(error);
  return `cannot read ${path}: ${text}; it is tried again`;
}

/** An error as node:fs would have made it, for what only looks like a file. */
export class NotAFileError extends Error {
  readonly code: 'EISDIR' | 'ENOTFILE';

  constructor(isDirectory: boolean) {
    super('not a regular file');
    this.code = isDirectory ? 'EISDIR' : 'ENOTFILE';
  }
}
