import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../config/package-root.js';
import type { BuildInfo } from '../series/process-registry.js';

/** What --version prints. */
export function versionText(): string {
  const { version, revision } = buildInfo();
  return `auditlog-exporter ${version}${revision === '' ? '' : ` (${revision})`}, Node.js ${process.version}\n`;
}

/** Version of the package; the revision is empty unless the build set AUDITLOG_EXPORTER_REVISION. */
export function buildInfo(): BuildInfo {
  const text = readFileSync(join(packageRoot(), 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return { version, revision: process.env['AUDITLOG_EXPORTER_REVISION'] ?? '' };
}
