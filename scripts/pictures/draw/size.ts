import type { GridPos } from '../model/dashboard-json.js';

/** Pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

export const pageWidth = 1400;
export const margin = 16;
const gap = 8;
const columns = 24;
const columnWidth = (pageWidth - 2 * margin + gap) / columns;
const rowHeight = 38;
export const panelHead = 32;
const padding = 8;

/** Where a panel stands in the grid. */
export function boxOf({ x, y, w, h }: GridPos): Box {
  const left = Math.round(x * columnWidth);
  const right = Math.round((x + w) * columnWidth) - gap;
  return { left, top: y * rowHeight, width: right - left, height: h * rowHeight - gap };
}

/** What a panel has for itself, below its head. */
export function contentOf({ width, height }: Size): Size {
  return { width: width - 2 * padding - 2, height: height - panelHead - padding - 2 };
}

/** Pixels that a text of that size is wide, about: the average letter of our fonts. */
export function textWidth(text: string, fontSize: number): number {
  return text.length * fontSize * 0.56;
}
