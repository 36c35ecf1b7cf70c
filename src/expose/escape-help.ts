import { escapeLabelValue } from '../base/label-text.js';
import type { Format } from './format.js';

/** Text of a HELP line. A double quote is escaped in OpenMetrics only; text 0.0.4 takes `\"` literally. */
export function escapeHelp(text: string, format: Format): string {
  if (format.name === 'openmetrics-1.0.0') return escapeLabelValue(text);
  return text.toWellFormed().replace(/[\\\n]/g, (char) => (char === '\n' ? '\\n' : '\\\\'));
}
