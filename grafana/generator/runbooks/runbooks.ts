import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard } from '../dashboard.js';
import type { Section } from '../layout.js';
import { text } from '../panels/text.js';
import { runbookPanel, runbooksUid } from '../runbook-links.js';
import { forGrafana } from './for-grafana.js';
import { runbookList, runbookPages } from './runbook-pages.js';

/** docs/runbooks/ in Grafana, so that the links of panels lead somewhere wherever the project is kept. */
export function runbooks(): Dashboard {
  return dashboard({
    uid: runbooksUid,
    title: 'Audit: runbooks',
    description: 'A page for each alert: what it means, what to check first, how to silence it rightly.',
    variables: [],
    sections: [{ panels: [contents()] }, pages()],
  });
}

function contents() {
  const list = runbookList.replace(/^# .*\n+/, '');
  return text(1, 'All alerts', forGrafana(list), 40);
}

function pages(): Section {
  return {
    title: 'Pages',
    panels: runbookPages.map(({ alert, text: page }) =>
      text(runbookPanel(alert), alert, forGrafana(page), 18),
    ),
  };
}
