import { Tally } from '../tally.js';
import { outside } from './compare.js';
import { exposedMetrics, type Labelled, tallySamples } from './exposed.js';
import type { Prometheus } from './prometheus.js';
import { type Bounds, groups } from './truth.js';

export interface Verdict {
  readonly problems: readonly string[];
  /** Series that Prometheus has. */
  readonly series: number;
  /** Series that it first saw with a value, which is allowed after a checkpoint was damaged. */
  readonly unseen: number;
  /**
   * What `increase()` gives over the whole run, divided by the truth: the smallest and the largest of all series. It
   * extrapolates to the ends of the range by its nature, so nothing is demanded of it.
   */
  readonly increase: readonly [number, number];
}

/**
 * What PromQL says of the run. Exact are the last value and the last minus the first; `resets()` being 0, the largest
 * and the smallest value are those. Both must be the truth: so the first sample of every series must have been 0.
 *
 * But whoever had to go back to the checkpoint before the last cannot know what Prometheus was shown since, and must
 * not show a 0 where there was a value. So what Prometheus first sees in its first scrape after one of `doubts`
 * (seconds since the epoch) may have a value.
 */
export async function judgePrometheus(
  prometheus: Prometheus,
  bounds: Bounds,
  seconds: number,
  doubts: readonly number[],
): Promise<Verdict> {
  const range = `[${Math.ceil(seconds)}s]`;
  const last = new Tally();
  const grown = new Tally();
  const problems: string[] = [];
  const excused = await scrapesAfter(prometheus, doubts, range);
  const ratios: number[] = [];
  let series = 0;
  let unseen = 0;
  for (const metric of exposedMetrics) {
    const of = (expression: string) => prometheus.query(expression, metric);
    const samples = await of(`last_over_time(${metric}${range})`);
    series += samples.length;
    tallySamples(samples, last);
    tallySamples(await of(`max_over_time(${metric}${range}) - min_over_time(${metric}${range})`), grown);
    const firsts = excused.length === 0 ? [] : await excusedFirsts(of, metric, range, excused);
    unseen += firsts.length;
    tallySamples(firsts, grown);
    for (const { labels, value } of await of(`resets(${metric}${range}) > 0`)) {
      problems.push(
        `Prometheus saw ${metric}${JSON.stringify(Object.fromEntries(labels))} reset ${value} times`,
      );
    }
    const growth = await of(`increase(${metric}${range}) / (last_over_time(${metric}${range}) > 0)`);
    for (const { value } of growth) ratios.push(value);
  }
  for (const problem of outside(bounds, last, groups)) problems.push(`last value in Prometheus: ${problem}`);
  for (const problem of outside(bounds, grown, groups)) problems.push(`increase in Prometheus: ${problem}`);
  const increase = [Math.min(...ratios), Math.max(...ratios)] as const;
  return { problems, series, unseen, increase };
}

/** Times of the first successful scrape after each of `times`. */
async function scrapesAfter(
  prometheus: Prometheus,
  times: readonly number[],
  range: string,
): Promise<readonly number[]> {
  if (times.length === 0) return [];
  const scrapes = await prometheus.samples(`up${range}`);
  const up = scrapes.filter(({ value }) => value === 1).map(({ time }) => time);
  return times.flatMap((time) => up.find((scrape) => scrape > time) ?? []);
}

/** The first values, above 0, of the series that were first seen in one of the `excused` scrapes. */
async function excusedFirsts(
  of: (expression: string) => Promise<readonly Labelled[]>,
  metric: string,
  range: string,
  excused: readonly number[],
): Promise<readonly Labelled[]> {
  const key = ({ labels }: Labelled) => JSON.stringify([...labels].sort());
  const within = `${range.slice(0, -1)}:250ms]`;
  const born = await of(`min_over_time(timestamp(${metric})${within})`);
  const known = new Set(
    born.filter(({ value }) => excused.some((time) => Math.abs(time - value) < 0.01)).map(key),
  );
  // `min_over_time` drops the name as `timestamp` does, so that the labels are the same.
  return (await of(`min_over_time(${metric}${range}) > 0`)).filter((first) => known.has(key(first)));
}
