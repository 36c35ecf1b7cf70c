import type { Format } from './format.js';

/**
 * Text of a label value, to stand between double quotes in either format. A lone surrogate, which UTF-8 cannot
 * carry, becomes U+FFFD here and not in the encoder, so that what is compared is what is sent.
 */
export function escapeLabelValue(text: string): string {
  return text.replace(/[\\"\n]|\p{Surrogate}/gu, escapeChar);
}

/** Text of a HELP line. A double quote is escaped in OpenMetrics only; text 0.0.4 takes `\"` literally. */
export function escapeHelp(text: string, format: Format): string {
  if (format.name === 'openmetrics-1.0.0') return escapeLabelValue(text);
  return text.replace(/[\\\n]|\p{Surrogate}/gu, escapeChar);
}

function escapeChar(char: string): string {
  if (char === '\n') return '\\n';
  return char === '\\' || char === '"' ? `\\${char}` : '\ufffd';
}
