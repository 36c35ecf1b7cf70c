/**
 * Draws docs/pictures/: the dashboards with the data of a simulated day, and the demo. With names (overview, vault, …,
 * demo) only those.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';
import { readDashboards } from './model/dashboard-json.js';
import { drawDashboards } from './stage/draw-dashboards.js';
import { drawDemo } from './stage/draw-demo.js';
import { requireTools } from './stage/require-tools.js';

const demo = 'demo';
const dashboards = readDashboards();
const names = process.argv.slice(2);
const unknown = names.filter((name) => name !== demo && !dashboards.has(name));
const isWanted = (name: string) => names.length === 0 || names.includes(name);

const directory = mkdtempSync(join(tmpdir(), 'auditlog-exporter-pictures-'));
try {
  if (unknown.length > 0) {
    throw new Error(
      `no picture ${unknown.join(', ')}; there are: ${[...dashboards.keys(), demo].join(', ')}`,
    );
  }
  requireTools({ chromium: 'chromium', prometheus: 'prometheus', promtool: 'prometheus' });
  const folder = join(packageRoot(), 'docs', 'pictures');
  mkdirSync(folder, { recursive: true });
  const wanted = new Map([...dashboards].filter(([name]) => isWanted(name)));
  if (wanted.size > 0) await drawDashboards(wanted, { folder, directory });
  if (isWanted(demo)) await drawDemo({ folder, directory });
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
} finally {
  rmSync(directory, { recursive: true, force: true });
}
