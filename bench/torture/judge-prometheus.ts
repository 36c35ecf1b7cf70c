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
  /** Times that a counter fell. */
  readonly resets: number;
  /** `increase()` is the truth. */
  readonly increased: boolean;
}

/**
 * What PromQL says of the run: the last values and their `increase()` over all of it must be the truth. `increase()`
 * extrapolates to the ends of its range, but not below 0 and not beyond a range that ends with the last sample; so it is
 * exact when it is asked for that moment and the first sample of every series was 0.
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
  const time = (await scrapes(prometheus, range)).at(-1);
  const last = new Tally();
  const grown = new Tally();
  const problems: string[] = [];
  const excused = await scrapesAfter(prometheus, doubts, range);
  let series = 0;
  let unseen = 0;
  let resets = 0;
  for (const metric of exposedMetrics) {
    const of = (expression: string) => prometheus.query(expression, { name: metric, time });
    const samples = await of(`last_over_time(${metric}${range})`);
    series += samples.length;
    tallySamples(samples, last);
    const firsts = await excusedFirsts(prometheus, metric, range, excused);
    unseen += firsts.length;
    const born = new Set(firsts.map(key));
    const increases = (await of(`increase(${metric}${range})`)).filter((series) => !born.has(key(series)));
    tallySamples(increases.map(rounded), grown);
    // What was first seen with a value has the rest of it as its increase.
    tallySamples(
      samples.filter((series) => born.has(key(series))),
      grown,
    );
    for (const { labels, value } of await of(`resets(${metric}${range}) > 0`)) {
      resets += value;
      problems.push(
        `Prometheus saw ${metric}${JSON.stringify(Object.fromEntries(labels))} reset ${value} times`,
      );
    }
  }
  for (const problem of outside(bounds, last, groups)) problems.push(`last value in Prometheus: ${problem}`);
  const wrong = outside(bounds, grown, groups);
  for (const problem of wrong) problems.push(`increase in Prometheus: ${problem}`);
  return { problems, series, unseen, resets, increased: wrong.length === 0 };
}

/** Functions of PromQL differ in whether they keep the name. */
const key = ({ labels }: Labelled): string =>
  JSON.stringify([...labels].filter(([label]) => label !== '__name__').sort());

/** A quotient of times that is 1 but for the last bits is in it. */
const rounded = (sample: Labelled): Labelled => ({ ...sample, value: Number(sample.value.toPrecision(14)) });

/** Times of the successful ones, in seconds since the epoch. */
async function scrapes(prometheus: Prometheus, range: string): Promise<readonly number[]> {
  const all = await prometheus.samples(`up${range}`);
  return all.filter(({ value }) => value === 1).map(({ time }) => time);
}

/** Times of the first successful scrape after each of `times`. */
async function scrapesAfter(
  prometheus: Prometheus,
  times: readonly number[],
  range: string,
): Promise<readonly number[]> {
  if (times.length === 0) return [];
  const up = await scrapes(prometheus, range);
  return times.flatMap((time) => up.find((scrape) => scrape > time) ?? []);
}

/** The first values, above 0, of the series that were first seen in one of the `excused` scrapes. */
async function excusedFirsts(
  prometheus: Prometheus,
  metric: string,
  range: string,
  excused: readonly number[],
): Promise<readonly Labelled[]> {
  if (excused.length === 0) return [];
  const unseen = await prometheus.query(`min_over_time(${metric}${range}) > 0`, { name: metric });
  const firsts: Labelled[] = [];
  for (const series of unseen) {
    const matchers = [...series.labels].map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    const [first] = await prometheus.samples(`${metric}{${matchers.join(',')}}${range}`);
    if (excused.some((time) => time === first?.time)) firsts.push(series);
  }
  return firsts;
}
