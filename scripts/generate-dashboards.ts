import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { dashboardFiles } from '../grafana/generator/dashboard-files.js';

/** Writes grafana/dashboards/. */
export function generateDashboards(): void {
  for (const [file, text] of dashboardFiles()) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
