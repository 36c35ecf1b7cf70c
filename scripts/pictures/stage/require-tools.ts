import { spawnSync } from 'node:child_process';

/** @throws Error with what to install, when one of the tools is not there. By tool its Debian package. */
export function requireTools(tools: Readonly<Record<string, string>>): void {
  const missing = Object.keys(tools).filter(
    (tool) => spawnSync('sh', ['-c', 'command -v "$0"', tool]).status !== 0,
  );
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((tool) => tools[tool]))];
  throw new Error(`${missing.join(', ')} not found; apt-get install ${packages.join(' ')}`);
}
