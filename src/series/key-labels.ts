import { renderLabels } from '../base/label-text.js';
import type { LabelSource, SeriesLabels } from './instrument-definition.js';

/** The value of every label of the series that takes what is beyond a metric's limit. */
export const OTHER = '__other__';

/** Labels that tell series apart; the others are the same for all, or follow from these. */
export type KeyLabel = Extract<LabelSource, { from: 'field' | 'cases' | 'choice' }>;

export function isKeyLabel(label: LabelSource): label is KeyLabel {
  return label.from !== 'value' && label.from !== 'label';
}

/** Label pairs of the series whose key labels have these values, in order. */
export function renderSeries({ labels, constants }: SeriesLabels, key: readonly string[]): string {
  const isOther = key.length > 0 && key.every((text) => text === OTHER);
  const texts: string[] = [];
  let next = 0;
  for (const label of labels) {
    if (label.from === 'value') texts.push(label.value);
    else if (label.from === 'label') texts.push(isOther ? OTHER : label.transform(texts[label.index]));
    else {
      texts.push(key[next]!);
      next += 1;
    }
  }
  return renderLabels([...constants, ...labels.map(({ name }, i) => [name, texts[i]!] as const)]);
}
