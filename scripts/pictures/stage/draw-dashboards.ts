import { join } from 'node:path';
import { pageHeight } from '../draw/page.js';
import { pageWidth } from '../draw/size.js';
import type { DashboardJson } from '../model/dashboard-json.js';
import { dashboardPage } from './dashboard-page.js';
import { pageScripts } from './page-scripts.js';
import { recordDay, scrapeSeconds } from './record-day.js';
import { RecordedPrometheus } from './recorded-prometheus.js';
import { type Folders, savePicture } from './save-picture.js';
import { wantedMetrics } from './wanted-metrics.js';

/** Of pages that go on for long in the same way, pixels. */
const cut: Readonly<Record<string, number>> = { runbooks: 1_200 };
/** What is shown in the README: what can be seen at a glance. */
const glance = { name: 'overview', height: 1_120 };

/** A picture of each dashboard, by its name. */
export async function drawDashboards(
  dashboards: ReadonlyMap<string, DashboardJson>,
  folders: Folders,
): Promise<void> {
  const wanted = wantedMetrics(dashboards.values());
  const file = join(folders.directory, 'day.om');
  const now = await recordDay(file, folders.directory, (metric) => wanted.has(metric));
  const source = await RecordedPrometheus.start(file, folders.directory);
  try {
    for (const [name, dashboard] of dashboards) {
      const options = { source, now, scrape: scrapeSeconds, scripts: pageScripts() };
      const html = await dashboardPage(dashboard, options);
      const size = {
        width: pageWidth,
        height: Math.min(pageHeight(dashboard), cut[name] ?? Number.POSITIVE_INFINITY),
      };
      await savePicture({ html }, name, size, folders);
      if (name === glance.name)
        await savePicture({ html }, `${name}-glance`, { ...size, ...glance }, folders);
    }
  } finally {
    await source.stop();
  }
}
