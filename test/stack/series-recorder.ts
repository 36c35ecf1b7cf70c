import { runLength } from './run-length.js';

interface RecordedSeries {
  /** Values, each with how often it stands in a row; undefined where the series was not shown. */
  readonly values: (number | undefined)[];
  readonly counts: number[];
  length: number;
}

/** What Prometheus adds. */
const targetLabels = 'instance="exporter:10105",job="auditlog"';

/** What a Prometheus server would have stored of its scrapes, one after the other at equal distances. */
export class SeriesRecorder {
  readonly #epoch: number;
  readonly #wanted: (metric: string) => boolean;
  readonly #series = new Map<string, RecordedSeries>();
  #scrapes = 0;

  /**
   * `epoch`: milliseconds since the epoch that are time 0 of the recording; taken off from values that are times.
   * `wanted`: whether a metric is kept, of a histogram by the name of the sample.
   */
  constructor(epoch: number, wanted: (metric: string) => boolean) {
    this.#epoch = epoch;
    this.#wanted = wanted;
  }

  get scrapes(): number {
    return this.#scrapes;
  }

  /** Number of series. */
  get size(): number {
    return this.#series.size;
  }

  /** Takes the answer of a scrape, in text 0.0.4. */
  take(text: string): void {
    this.#add(`up{${targetLabels}}`, 1);
    for (let at = 0; at < text.length; ) {
      const end = text.indexOf('\n', at);
      if (text[at] !== '#') this.#takeLine(text.slice(at, end));
      at = end + 1;
    }
    this.#scrapes += 1;
  }

  /** Series and their values in the notation of promtool's unit tests. */
  *inputSeries(): Generator<{ readonly series: string; readonly values: string }> {
    for (const [series, recorded] of this.#series) {
      pad(recorded, this.#scrapes);
      yield { series, values: runLength(recorded.values, recorded.counts) };
    }
  }

  #takeLine(line: string): void {
    const nameEnd = line.search(/[{ ]/);
    const name = line.slice(0, nameEnd);
    if (!this.#wanted(name)) return;
    const space = line.lastIndexOf(' ');
    const labels = line[nameEnd] === '{' ? `${line.slice(nameEnd + 1, space - 1)},` : '';
    const isTime = name.endsWith('_timestamp_seconds');
    const value =
      Number(line.slice(space + 1).replace('Inf', 'Infinity')) - (isTime ? this.#epoch / 1000 : 0);
    this.#add(`${name}{${labels}${targetLabels}}`, value);
  }

  #add(key: string, value: number): void {
    let series = this.#series.get(key);
    if (series === undefined) {
      series = { values: [], counts: [], length: 0 };
      this.#series.set(key, series);
    }
    pad(series, this.#scrapes);
    append(series, value, 1);
  }
}

/** Where a series was not shown it has no value. */
function pad(series: RecordedSeries, length: number): void {
  if (series.length < length) append(series, undefined, length - series.length);
}

function append(series: RecordedSeries, value: number | undefined, count: number): void {
  const last = series.values.length - 1;
  if (last >= 0 && Object.is(series.values[last], value)) series.counts[last]! += count;
  else {
    series.values.push(value);
    series.counts.push(count);
  }
  series.length += count;
}
