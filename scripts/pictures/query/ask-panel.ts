import type { PanelJson, TargetJson } from '../model/dashboard-json.js';
import type { Answer, Labels } from './answer.js';
import { secondsOf, stepOf } from './step.js';
import type { TimeRange } from './time-range.js';
import { builtIn, resolve, type Variables } from './variables.js';

/** Series as Prometheus gives them: value by time, seconds since the epoch. */
export type RawSeries = readonly { readonly labels: Labels; readonly points: ReadonlyMap<number, number> }[];

/** Asks Prometheus; tests answer themselves. */
export interface Source {
  readonly instant: (promql: string, time: number) => Promise<RawSeries>;
  readonly range: (promql: string, range: TimeRange, step: number) => Promise<RawSeries>;
}

export interface Asking {
  readonly source: Source;
  readonly range: TimeRange;
  /** Seconds between two scrapes, as the data source says it. */
  readonly scrape: number;
  readonly variables: Variables;
  /** Pixels: without a limit of its own, a panel has a point for each. */
  readonly width: number;
}

/** The answers to the targets of a panel, in their order. */
export async function askPanel(panel: PanelJson, asking: Asking): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const target of panel.targets ?? []) answers.push(await askTarget(panel, target, asking));
  return answers;
}

async function askTarget(panel: PanelJson, target: TargetJson, asking: Asking): Promise<Answer> {
  const { source, range, scrape, variables, width } = asking;
  if (target.instant === target.range) throw new Error(`"${panel.title}" ${target.refId}: instant or range?`);
  const length = range.to - range.from;
  const least = panel.interval === undefined ? scrape : secondsOf(panel.interval);
  const step = stepOf(length, panel.maxDataPoints ?? width, least);
  const promql = resolve(target.expr, { ...variables, ...builtIn(length, step, scrape) });
  if (target.instant === true) return answer(target, [range.to], await source.instant(promql, range.to));
  // Grafana asks for whole steps.
  const aligned = { from: Math.floor(range.from / step) * step, to: Math.floor(range.to / step) * step };
  const count = (aligned.to - aligned.from) / step + 1;
  const times = Array.from({ length: count }, (_, index) => aligned.from + index * step);
  return answer(target, times, await source.range(promql, aligned, step));
}

function answer(target: TargetJson, times: readonly number[], raw: RawSeries): Answer {
  const series = raw.map(({ labels, points }) => ({
    labels,
    values: times.map((time) => points.get(time) ?? null),
  }));
  return { target, times, series };
}
