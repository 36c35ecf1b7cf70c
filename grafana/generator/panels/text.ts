import { PanelBuilder, TextMode } from '@grafana/grafana-foundation-sdk/text';
import type { SizedPanel } from './panel.js';

/** Markdown; `id` when links lead to it. */
export function text(id: number, title: string, content: string, height: number): SizedPanel {
  const panel = new PanelBuilder().id(id).title(title).mode(TextMode.Markdown).content(content).build();
  return { panel, width: 24, height };
}
