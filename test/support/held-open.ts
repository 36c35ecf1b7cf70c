import { fstatSync, readdirSync, statSync } from 'node:fs';

/** How many descriptors of this process lead to the file; 0 where the system does not tell. */
export function descriptorsOf(file: string | number): number {
  const { dev, ino } = typeof file === 'string' ? statSync(file) : fstatSync(file);
  return openDescriptors().filter((fd) => {
    const stats = statsOf(fd);
    return stats?.dev === dev && stats.ino === ino;
  }).length;
}

function openDescriptors(): number[] {
  try {
    return readdirSync('/proc/self/fd').map(Number);
  } catch {
    return [];
  }
}

function statsOf(fd: number) {
  try {
    return fstatSync(fd);
  } catch {
    // That of the listing itself.
    return undefined;
  }
}
