import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../../../src/config/package-root.js';
import type { PageScripts } from '../draw/page.js';

/** uPlot, and what draws our graphs with it. */
export function pageScripts(): PageScripts {
  const read = (...path: string[]) => readFileSync(join(packageRoot(), ...path), 'utf8');
  const uPlot = (name: string) => read('node_modules', 'uplot', 'dist', name);
  return {
    style: uPlot('uPlot.min.css'),
    scripts: [uPlot('uPlot.iife.min.js'), read('scripts', 'pictures', 'browser', 'draw-charts.js')],
  };
}
