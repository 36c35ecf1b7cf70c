export interface GrafanaRange {
  /** Length of the time range, seconds. */
  readonly range: number;
  /** Seconds between two scrapes: `timeInterval` of the data source. */
  readonly scrape: number;
  /** Seconds of a step. Default: what Grafana takes for `points`. */
  readonly step?: number;
  /** Points of a graph: `maxDataPoints`, or the width of the panel. Default 1000. */
  readonly points?: number | undefined;
  /** Seconds that a step has at least. */
  readonly minStep?: number | undefined;
}

/** The step of a graph, seconds; Grafana rounds it to a number that people like, which is left out here. */
export function stepOf({ range, scrape, step, points = 1000, minStep = 0 }: GrafanaRange): number {
  return step ?? Math.max(scrape, minStep, Math.ceil(range / points));
}

/**
 * The values of Grafana's variables: its own for that time range, everything for those of our dashboards. `own` adds to
 * them or replaces them.
 */
export function grafanaVariables(
  of: GrafanaRange,
  own: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const step = stepOf(of);
  return {
    job: '.+',
    instance: '.+',
    source: '.+',
    system: '.+',
    __interval: `${step}s`,
    __interval_ms: String(step * 1000),
    __range: `${of.range}s`,
    __range_s: String(of.range),
    __range_ms: String(of.range * 1000),
    __rate_interval: `${Math.max(step + of.scrape, 4 * of.scrape)}s`,
    ...own,
  };
}

/** `expr` with `$name`, `${name}` and `${name:format}` replaced. @throws Error when a variable has no value. */
export function substitute(expr: string, variables: Readonly<Record<string, string>>): string {
  return expr.replace(/\$(?:\{(\w+)(?::\w+)?\}|(\w+))/g, (_, braced?: string, plain?: string) => {
    const name = braced ?? plain ?? '';
    const value = variables[name];
    if (value === undefined) throw new Error(`no value for the variable ${name} of: ${expr}`);
    return value;
  });
}
