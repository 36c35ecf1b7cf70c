import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

const ended: string[] = [];
process.once('exit', () => {
  for (const directory of ended) rmSync(directory, { recursive: true, force: true });
});

/**
 * A directory of its own for one test. What runs after the test runs in the order in which it was asked for: what the
 * test starts later would write on into a directory that is gone, or make it again. So it is removed at the very end.
 */
export function temporaryDirectory(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'auditlog-exporter-'));
  t.after(() => ended.push(directory));
  return directory;
}
