import { appendFileSync, writeFileSync } from 'node:fs';

const atOnce = 1 << 20;

/** Writes samples of many scrapes as one file that `promtool tsdb create-blocks-from openmetrics` reads. */
export class OpenMetricsFile {
  readonly #path: string;
  readonly #targetLabels: string;
  readonly #wanted: (metric: string) => boolean;
  #text = '';

  /** `targetLabels`: what Prometheus adds, as `job="…",instance="…"`. `wanted`: the names of samples that are kept. */
  constructor(path: string, targetLabels: string, wanted: (metric: string) => boolean) {
    this.#path = path;
    this.#targetLabels = targetLabels;
    this.#wanted = wanted;
    writeFileSync(path, '');
  }

  /** Takes the answer of a scrape, in text 0.0.4. `time`: seconds since the epoch. */
  take(scrape: string, time: number): void {
    for (const line of scrape.split('\n')) {
      const nameEnd = line.search(/[{ ]/);
      if (nameEnd <= 0 || line.startsWith('#')) continue;
      const name = line.slice(0, nameEnd);
      if (!this.#wanted(name)) continue;
      const space = line.lastIndexOf(' ');
      const labels = line[nameEnd] === '{' ? `${line.slice(nameEnd + 1, space - 1)},` : '';
      this.add(`${name}{${labels}${this.#targetLabels}}`, line.slice(space + 1), time);
    }
  }

  add(series: string, value: string, time: number): void {
    this.#text += `${series} ${value} ${time}\n`;
    if (this.#text.length > atOnce) this.#flush();
  }

  end(): void {
    this.#text += '# EOF\n';
    this.#flush();
  }

  #flush(): void {
    appendFileSync(this.#path, this.#text);
    this.#text = '';
  }
}
