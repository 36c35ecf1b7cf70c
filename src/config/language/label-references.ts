import type { LabelConfig } from '../config.js';
import { unknownWord } from '../schema/choice.js';

/** Labels made from other labels of the same metric: the other one has to be there, and no circle may arise. */
export function checkLabelReferences(labels: readonly LabelConfig[]): void {
  const byName = new Map(labels.map((label) => [label.name, label]));
  const told = new Set<string>();
  for (const label of labels) {
    if (label.label === undefined || told.has(label.name)) continue;
    const path = [...label.origin.path, 'label'];
    if (!byName.has(label.label)) {
      const others = labels.map(({ name }) => name).filter((name) => name !== label.name);
      label.origin.issues.add(path, unknownWord('label', label.label, others));
      continue;
    }
    const circle = circleFrom(label, byName);
    if (circle === undefined) continue;
    for (const name of circle) told.add(name);
    label.origin.issues.add(path, `labels are made from each other in a circle: ${circle.join(' -> ')}`);
  }
}

/** The way from a label back to itself; undefined when it ends elsewhere. */
function circleFrom(start: LabelConfig, byName: ReadonlyMap<string, LabelConfig>): string[] | undefined {
  const way = new Set([start.name]);
  let next = start.label;
  while (next !== undefined && !way.has(next)) {
    way.add(next);
    next = byName.get(next)?.label;
  }
  return next === start.name ? [...way, next] : undefined;
}
