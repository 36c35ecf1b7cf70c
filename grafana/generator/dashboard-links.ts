import { DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import { runbooksUid } from './runbook-links.js';

/** What each dashboard takes over from the one that leads to it. A source of one system is of no use in another. */
const taken = {
  'auditlog-overview': ['datasource', 'job', 'instance'],
  'auditlog-vault': ['datasource', 'job', 'instance'],
  'auditlog-conjur': ['datasource', 'job', 'instance'],
  'auditlog-exporter': ['datasource', 'job', 'instance', 'source'],
  [runbooksUid]: [],
};

const titles: Readonly<Record<string, string>> = {
  'auditlog-overview': 'Audit overview',
  'auditlog-vault': 'Vault',
  'auditlog-conjur': 'Conjur',
  'auditlog-exporter': 'Exporter',
  [runbooksUid]: 'Runbooks',
};

/** Links to the other dashboards, which keep the time range and what is chosen. The runbooks have nothing to choose. */
export function dashboardLinks(from: string): DashboardLinkBuilder[] {
  return Object.entries(taken)
    .filter(([uid]) => uid !== from)
    .map(([uid, variables]) => {
      const chosen = from === runbooksUid ? [] : variables.map((name) => `\${${name}:queryparam}`);
      return new DashboardLinkBuilder(titles[uid]!)
        .type(DashboardLinkType.Link)
        .icon('dashboard')
        .url([`/d/${uid}`, ...(chosen.length === 0 ? [] : [chosen.join('&')])].join('?'))
        .keepTime(true);
    });
}
