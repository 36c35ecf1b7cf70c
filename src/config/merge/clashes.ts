import type { MetricConfig } from '../config.js';
import { quote } from '../document/describe-node.js';
import { shownFamilies } from '../shown-families.js';

/**
 * One name is one metric over all sources: same type, same label names, same buckets, or Prometheus would refuse
 * the exposition. Two names may not meet in OpenMetrics either, where `x` and `x_total` are the same family.
 * Of two places, the one to blame is the one that the user can edit (`isUsers`), else the later.
 */
export function checkClashes(
  metrics: Iterable<MetricConfig>,
  isUsers: (metric: MetricConfig) => boolean,
): void {
  const byName = new Map<string, MetricConfig>();
  const byExposedName = new Map<string, MetricConfig>();
  for (const metric of new Set(metrics)) {
    const first = byName.get(metric.name);
    if (first !== undefined) {
      const [other, blamed] = isUsers(first) && !isUsers(metric) ? [metric, first] : [first, metric];
      refuseDifference(blamed, other);
      continue;
    }
    byName.set(metric.name, metric);
    const told = new Set([metric]);
    for (const name of exposedNames(metric)) {
      const holder = byExposedName.get(name);
      if (holder === undefined) byExposedName.set(name, metric);
      else if (!told.has(holder)) refuseMeeting(metric, holder, name, isUsers);
      told.add(holder ?? metric);
    }
  }
}

function refuseDifference(blamed: MetricConfig, other: MetricConfig): void {
  const place = placeOf(other);
  const add = (key: string, message: string): void =>
    blamed.origin.issues.add([...blamed.origin.path, key], `metric ${quote(blamed.name)} ${message}`);
  if (blamed.type !== other.type) {
    add(
      'type',
      `is a ${blamed.type} here and a ${other.type} in ${place}; use the same type, or another name`,
    );
    return;
  }
  const [here, there] = [labelNames(blamed), labelNames(other)];
  if (here !== there) {
    add('labels', `has ${here} here and ${there} in ${place}; use the same labels, or another name`);
  }
  if (blamed.buckets.join() !== other.buckets.join()) {
    add(
      'buckets',
      `has other buckets in ${place}: ${other.buckets.join(', ')}; use the same, or another name`,
    );
  }
}

function refuseMeeting(
  metric: MetricConfig,
  holder: MetricConfig,
  name: string,
  isUsers: (metric: MetricConfig) => boolean,
): void {
  const [other, blamed] = isUsers(holder) && !isUsers(metric) ? [metric, holder] : [holder, metric];
  const what = `${quote(blamed.name)} and ${quote(other.name)} in ${placeOf(other)}`;
  const message = `metrics ${what} are both exposed as ${quote(name)}; rename one of them`;
  blamed.origin.issues.add([...blamed.origin.path, 'name'], message);
}

/** Every family and sample name of a metric, in either exposition format. */
function exposedNames(metric: MetricConfig): string[] {
  return shownFamilies(metric).flatMap(({ name, type }) => {
    if (type === 'counter') {
      const family = name.replace(/_total$/, '');
      return [family, `${family}_total`, `${family}_created`];
    }
    if (type === 'gauge') return [name];
    return [name, `${name}_bucket`, `${name}_sum`, `${name}_count`, `${name}_created`];
  });
}

function labelNames({ labels }: MetricConfig): string {
  const names = labels.map((label) => label.name).sort();
  return names.length === 0 ? 'no labels' : `the labels ${names.join(', ')}`;
}

function placeOf({ origin }: MetricConfig): string {
  return `${origin.file}:${origin.line}`;
}
