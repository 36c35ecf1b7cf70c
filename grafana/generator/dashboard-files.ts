import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.js';
import { conjur } from './conjur/conjur.js';
import { exporter } from './exporter/exporter.js';
import { overview } from './overview/overview.js';
import { runbooks } from './runbooks/runbooks.js';
import { toJson } from './to-json.js';
import { vault } from './vault/vault.js';

/** The dashboards as files of grafana/dashboards/: path and text. */
export function dashboardFiles(): Map<string, string> {
  const all = {
    overview: overview(),
    vault: vault(),
    conjur: conjur(),
    exporter: exporter(),
    runbooks: runbooks(),
  };
  return new Map(
    Object.entries(all).map(([name, dashboard]) => [
      join(packageRoot(), 'grafana', 'dashboards', `${name}.json`),
      toJson(dashboard),
    ]),
  );
}
