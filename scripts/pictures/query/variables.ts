import type { DashboardJson } from '../model/dashboard-json.js';

export type Variables = Readonly<Record<string, string>>;

/**
 * What stands for the variables of a dashboard when everything is chosen. @throws Error for a type of variables that
 * is not known.
 */
export function chosen({ templating }: Pick<DashboardJson, 'templating'>): Variables {
  return Object.fromEntries(
    templating.list.map(({ name, type, query }) => {
      if (type === 'datasource') return [name, 'prometheus'];
      if (type === 'query') return [name, '.+'];
      if (type === 'constant') return [name, query ?? ''];
      throw new Error(`variable ${name}: type ${type} cannot be resolved`);
    }),
  );
}

/** Grafana's own: `range`, `step` and `scrape` (the interval of scrapes) in seconds. */
export function builtIn(range: number, step: number, scrape: number): Variables {
  return {
    __interval: `${step}s`,
    __interval_ms: String(step * 1000),
    __range: `${range}s`,
    __range_s: String(range),
    __range_ms: String(range * 1000),
    __rate_interval: `${Math.max(step + scrape, 4 * scrape)}s`,
  };
}

/** Puts values in place of `$name` and `${name}`. @throws Error when there is none. */
export function resolve(text: string, variables: Variables): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, bare?: string) => {
    const name = braced ?? bare ?? '';
    if (!Object.hasOwn(variables, name)) throw new Error(`no variable ${name} for ${text}`);
    return variables[name]!;
  });
}
