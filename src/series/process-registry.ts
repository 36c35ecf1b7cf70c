import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

export interface BuildInfo {
  readonly version: string;
  readonly revision: string;
}

/** Gauges that end with `_total` as only counters may: `promtool check metrics` refuses them. */
const misnamed = [
  'nodejs_active_handles_total',
  'nodejs_active_requests_total',
  'nodejs_active_resources_total',
];

/**
 * The metrics that prom-client keeps: the process, build information, the last reload. The registry is a store only:
 * it is never asked for text, which would change its counters' names for good (prom-client 15).
 */
export class ProcessRegistry {
  readonly registry = new Registry();
  readonly #reloadSuccessful: Gauge;
  readonly #reloadTime: Gauge;

  constructor(build: BuildInfo) {
    collectDefaultMetrics({ register: this.registry });
    for (const name of misnamed) this.registry.removeSingleMetric(name);
    const registers = [this.registry];
    new Gauge({
      name: 'auditlog_exporter_build_info',
      help: 'Version of the exporter and of Node.js; the value is always 1.',
      labelNames: ['version', 'revision', 'nodeversion'],
      registers,
    }).set({ version: build.version, revision: build.revision, nodeversion: process.version }, 1);
    this.#reloadSuccessful = new Gauge({
      name: 'auditlog_exporter_config_last_reload_successful',
      help: '1 when the last attempt to load the configuration succeeded, else 0.',
      registers,
    });
    this.#reloadTime = new Gauge({
      name: 'auditlog_exporter_config_last_reload_success_timestamp_seconds',
      help: 'When the configuration was last loaded with success.',
      registers,
    });
  }

  /** `now` in milliseconds. */
  reloaded(successful: boolean, now: number): void {
    this.#reloadSuccessful.set(successful ? 1 : 0);
    if (successful) this.#reloadTime.set(now / 1000);
  }
}
