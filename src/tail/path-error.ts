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
  ENOTFILE: ['it is not a regular file', 'name a file'],
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

/**
 * `cannot read PATH: permission denied (EACCES); give the exporter's user read access`. `next` says what to do about
 * a file that is not there and about errors without advice of their own.
 */
export function cannotRead(path: string, error: unknown, next?: string): string {
  const code = errorCode(error);
  const [reason, advice] = Object.hasOwn(reasons, code) ? reasons[code]! : [];
  const text = reason ?? (error instanceof Error ? error.message : String(error));
  const otherwise = code === 'ENOENT' ? next : undefined;
  return `cannot read ${path}: ${text} (${code}); ${otherwise ?? advice ?? next ?? 'it is tried again'}`;
}

/** An error as node:fs would have made it, for what only looks like a file. */
export class NotAFileError extends Error {
  readonly code: 'EISDIR' | 'ENOTFILE';

  constructor(isDirectory: boolean) {
    super('not a regular file');
    this.code = isDirectory ? 'EISDIR' : 'ENOTFILE';
  }
}

/** Whether the operating system said no, as opposed to a fault of this program. */
export function isSystemError(error: unknown): boolean {
  return error instanceof NotAFileError || (error instanceof Error && 'syscall' in error);
}
