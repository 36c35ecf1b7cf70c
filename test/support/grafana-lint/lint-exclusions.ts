import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { dashboardFolder } from '../grafana-json.js';

export interface Exclusion {
  readonly rule: string;
  /** Title. */
  readonly dashboard: string;
  /** Title; undefined when it is about the dashboard. */
  readonly panel: string | undefined;
  readonly reason: string;
}

interface Entry {
  readonly dashboard: string;
  readonly panel?: string;
  readonly reason: string;
}

/** What grafana/dashboards/.lint, the file that dashboard-linter looks for, lets pass. */
export function lintExclusions(): Exclusion[] {
  const text = readFileSync(join(dashboardFolder, '.lint'), 'utf8');
  const { exclusions } = parse(text) as { exclusions: Readonly<Record<string, { entries: Entry[] }>> };
  return Object.entries(exclusions).flatMap(([rule, { entries }]) =>
    entries.map(({ dashboard, panel, reason }) => ({ rule, dashboard, panel, reason })),
  );
}
