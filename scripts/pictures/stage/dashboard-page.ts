import { type AnsweredPanel, drawPage, type PageScripts } from '../draw/page.js';
import { boxOf, contentOf } from '../draw/size.js';
import type { DashboardJson } from '../model/dashboard-json.js';
import { unsupported } from '../model/supported.js';
import { askPanel, type Source } from '../query/ask-panel.js';
import { timeRangeOf } from '../query/time-range.js';
import { chosen } from '../query/variables.js';

export interface PageOptions {
  readonly source: Source;
  /** Seconds since the epoch. */
  readonly now: number;
  /** Seconds between two scrapes. */
  readonly scrape: number;
  readonly scripts: PageScripts;
}

/**
 * A dashboard as it looks when it is opened at `now` with everything chosen. @throws Error when it says something that
 * cannot be drawn, or a query fails.
 */
export async function dashboardPage(dashboard: DashboardJson, options: PageOptions): Promise<string> {
  const { source, now, scrape, scripts } = options;
  const problems = dashboard.panels.flatMap(unsupported);
  if (problems.length > 0) throw new Error(`${dashboard.title} cannot be drawn: ${problems.join('; ')}`);
  const range = timeRangeOf(dashboard, now);
  const variables = chosen(dashboard);
  const panels: AnsweredPanel[] = [];
  for (const panel of dashboard.panels) {
    const { width } = contentOf(boxOf(panel.gridPos));
    panels.push({ panel, answers: await askPanel(panel, { source, range, scrape, variables, width }) });
  }
  return drawPage(dashboard, panels, range, scripts).toString();
}
