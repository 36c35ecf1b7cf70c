import { type Html, html } from '../../../src/web/html.js';
import type { PanelJson } from '../model/dashboard-json.js';

/** What a panel without data says. */
export function nothing({ fieldConfig }: PanelJson): Html {
  return html`<p class="nothing">${fieldConfig?.defaults.noValue ?? 'No data'}</p>`;
}
