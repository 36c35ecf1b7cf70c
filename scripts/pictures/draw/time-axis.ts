import { type Html, html } from '../../../src/web/html.js';
import { timeTicks } from './ticks.js';

/** Pixels below a plot. */
export const timeAxisHeight = 24;
/** Pixels beside a plot, for the half of the last text. */
export const timeAxisRoom = 18;

export interface Plot {
  readonly left: number;
  readonly width: number;
  readonly height: number;
  /** Seconds since the epoch. */
  readonly from: number;
  readonly to: number;
}

/** Where a time is, in pixels from the left. */
export function xOf({ left, width, from, to }: Plot, time: number): number {
  return Math.round((left + ((time - from) / (to - from)) * width) * 10) / 10;
}

/** The hours below a plot, with lines across it. */
export function timeAxis(plot: Plot): Html {
  const ticks = timeTicks(plot.from, plot.to, plot.width).map(({ at, text }) => {
    const x = xOf(plot, at);
    return html`<line x1="${x}" x2="${x}" y1="0" y2="${plot.height}" stroke="#2a2d34"/>
<text x="${x}" y="${plot.height + 18}" text-anchor="middle">${text}</text>`;
  });
  return html`<g>${ticks}</g>`;
}
