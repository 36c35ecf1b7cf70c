import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import { runbookPages } from './runbooks/runbook-pages.js';

export const runbooksUid = 'auditlog-runbooks';

/** Panel of the runbook of each alert; that of the contents is 1. */
const panelOf = new Map(runbookPages.map(({ alert }, index) => [alert, index + 2]));

/** The panel with the runbook of an alert in the dashboard of the runbooks. @throws Error when it has none. */
export function runbookPanel(alert: string): number {
  const panel = panelOf.get(alert);
  if (panel === undefined) throw new Error(`no runbook for ${alert}`);
  return panel;
}

/** Where Grafana shows the runbook of an alert alone, below the address of Grafana. */
export function runbookPath(alert: string): string {
  return `d/${runbooksUid}?viewPanel=panel-${runbookPanel(alert)}`;
}

export function runbookLink(alert: string): DashboardLinkBuilder {
  return new DashboardLinkBuilder(`Runbook: ${alert}`)
    .type(DashboardLinkType.Link)
    .url(`/${runbookPath(alert)}`)
    .targetBlank(true);
}
