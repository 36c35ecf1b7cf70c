import { type Html, html } from '../../../src/web/html.js';
import type { Cell } from '../frame/table-frame.js';
import type { FieldConfig } from '../model/dashboard-json.js';
import { display } from '../value/display.js';

interface CellOptions {
  readonly config: FieldConfig;
  /** The least and the greatest number of the table: the ends of a bar when the panel does not say them. */
  readonly range: readonly [least: number, greatest: number];
  readonly align: string;
}

export function cell(value: Cell, { config, range, align }: CellOptions): Html {
  const { text, color } = display(value, config);
  const { cellOptions = { type: 'auto' } } = (config.custom ?? {}) as { cellOptions?: { type: string } };
  if (cellOptions.type === 'gauge' && typeof value === 'number') {
    const { min = range[0], max = range[1] } = config;
    const share = Math.min(Math.max((value - min) / (max - min || 1), 0), 1);
    return html`<td class="gauge"><span class="track"><i style="width:${(share * 100).toFixed(1)}%;background:${color}"></i></span><b>${text}</b></td>`;
  }
  if (cellOptions.type === 'color-text')
    return html`<td class="${align}" style="color:${color}">${text}</td>`;
  if (cellOptions.type === 'color-background') {
    return html`<td class="${align}" style="background:${color};color:#fff">${text}</td>`;
  }
  return html`<td class="${align}">${text}</td>`;
}
