import type { GrafanaDashboard, GrafanaPanel, GrafanaTarget } from '../grafana-json.js';

/** What a rule does not like. */
export interface Finding {
  /** Title of the panel; undefined when it is about the dashboard. */
  readonly panel?: string;
  readonly message: string;
}

/** A rule of Grafana's dashboard-linter, by the name that it has there, written anew. */
export interface LintRule {
  readonly name: string;
  readonly check: (dashboard: GrafanaDashboard) => Finding[];
  /** A sound dashboard, broken so that this rule and no other finds something. */
  readonly broken: (sound: GrafanaDashboard) => GrafanaDashboard;
}

/** The dashboard with its first panel changed. */
export function withPanel(sound: GrafanaDashboard, change: Partial<GrafanaPanel>): GrafanaDashboard {
  const [first, ...others] = sound.panels;
  return { ...sound, panels: [{ ...first!, ...change }, ...others] };
}

/** The dashboard with the query of its first panel changed. */
export function withTarget(sound: GrafanaDashboard, change: Partial<GrafanaTarget>): GrafanaDashboard {
  return withPanel(sound, { targets: [{ ...sound.panels[0]!.targets![0]!, ...change }] });
}

/** The dashboard with a variable changed. */
export function withVariable(
  sound: GrafanaDashboard,
  name: string,
  change: Readonly<Record<string, unknown>>,
): GrafanaDashboard {
  const list = sound.templating.list.map((one) => (one.name === name ? { ...one, ...change } : one));
  return { ...sound, templating: { list } };
}
