import { type Html, html } from '../../../src/web/html.js';
import type { Size } from './size.js';

/** The course of a number, from edge to edge, without axes. */
export function sparkline(values: readonly (number | null)[], { width, height }: Size, color: string): Html {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return html``;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (index: number) => ((index / (values.length - 1)) * width).toFixed(1);
  const y = (value: number) => (height - 1 - ((value - low) / (high - low || 1)) * (height - 2)).toFixed(1);
  const points = values.flatMap((value, index) => (value === null ? [] : [`${x(index)},${y(value)}`]));
  const line = points.join(' ');
  const area = `${x(values.findIndex((value) => value !== null))},${height} ${line} ${points.at(-1)!.split(',')[0]!},${height}`;
  return html`<svg class="sparkline" width="${width}" height="${height}">
<polygon points="${area}" fill="${color}" opacity="0.2"/><polyline points="${line}" fill="none" stroke="${color}" opacity="0.8"/></svg>`;
}
