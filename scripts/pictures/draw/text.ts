import { type Html, html } from '../../../src/web/html.js';
import type { PanelJson } from '../model/dashboard-json.js';
import { markdown } from './markdown.js';

export function drawText({ options = {} }: PanelJson): Html {
  return html`<div class="markdown">${markdown(String(options['content'] ?? ''))}</div>`;
}
