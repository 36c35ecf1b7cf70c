import { chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65_534;

/** Root may read and write everything, so who tests a refusal must not be root for a while. */
export async function withoutPrivileges(action: () => Promise<void>): Promise<void> {
  if (!isRoot) return action();
  process.seteuid?.(NOBODY);
  try {
    await action();
  } finally {
    process.seteuid?.(0);
  }
}

/** Makes a directory, and all that is in it, the property of who acts without privileges. */
export function giveAway(directory: string): void {
  if (!isRoot) return;
  const inside = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  for (const path of [directory, ...inside.map((name) => join(directory, name))])
    chownSync(path, NOBODY, NOBODY);
}
