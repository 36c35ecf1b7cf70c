import { spawn } from 'node:child_process';
import { cpSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { TestContext } from 'node:test';
import { parse } from 'yaml';
import { freePort } from '../../bench/torture/free-port.js';
import { prometheusConfig, ruleFiles } from '../support/rule-files.js';
import { soon } from '../support/soon.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface RealPrometheus {
  readonly url: string;
  /** The samples of an instant query. @throws Error when Prometheus refuses it. */
  query(promql: string): Promise<readonly Sample[]>;
  /** What an endpoint of its API answers as `data`, such as `/api/v1/label/job/values`. */
  get(path: string, parameters?: Readonly<Record<string, string>>): Promise<unknown>;
}

/** An exporter, HOST:PORT, and the label that tells it from the others. */
export interface Target {
  readonly address: string;
  readonly scenario: string;
}

interface StaticConfig {
  targets: string[];
  labels?: Record<string, string>;
}

interface PrometheusYaml {
  readonly global: Record<string, string>;
  readonly alerting: {
    alert_relabel_configs?: object[];
    readonly alertmanagers: { static_configs: StaticConfig[] }[];
  };
  readonly scrape_configs: { readonly job_name: string; static_configs: StaticConfig[] }[];
}

const SECONDS = '2s';

/**
 * Starts Debian's Prometheus with our configuration and rules, in which only addresses and intervals are replaced. Each
 * target has the label `scenario`, and for Alertmanager a job of its own: its inhibitions are by job.
 */
export async function startPrometheus(
  t: TestContext,
  { targets, alertmanager }: { readonly targets: readonly Target[]; readonly alertmanager: string },
): Promise<RealPrometheus> {
  const cwd = temporaryDirectory(t);
  const address = `127.0.0.1:${await freePort()}`;
  const statics: Readonly<Record<string, StaticConfig[]>> = {
    auditlog: targets.map(({ address: target, scenario }) => ({ targets: [target], labels: { scenario } })),
    prometheus: [{ targets: [address] }],
    alertmanager: [{ targets: [alertmanager] }],
  };
  writeFileSync(join(cwd, 'prometheus.yml'), JSON.stringify(configuration(statics)));
  cpSync(dirname(ruleFiles[0]!), join(cwd, 'rules'), { recursive: true });
  for (const file of ruleFiles) {
    const path = file.replace(dirname(dirname(file)), cwd);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll(/^(\s+interval:) .*$/gm, `$1 ${SECONDS}`));
  }
  const log = join(cwd, 'prometheus.log');
  const output = openSync(log, 'a');
  const options = [
    '--config.file=prometheus.yml',
    '--storage.tsdb.path=tsdb',
    `--web.listen-address=${address}`,
  ];
  const child = spawn('prometheus', options, { cwd, stdio: ['ignore', output, output] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const prometheus = client(`http://${address}`);
  await soon(
    () =>
      prometheus.query('vector(1)').then(
        () => true,
        () => false,
      ),
    () => `Prometheus does not answer: ${readFileSync(log, 'utf8')}`,
  );
  return prometheus;
}

function configuration(statics: Readonly<Record<string, StaticConfig[]>>): PrometheusYaml {
  const yaml = parse(readFileSync(prometheusConfig, 'utf8')) as PrometheusYaml;
  for (const name of ['scrape_interval', 'scrape_timeout', 'evaluation_interval'])
    yaml.global[name] = SECONDS;
  for (const scrape of yaml.scrape_configs) {
    const own = statics[scrape.job_name];
    if (own === undefined) throw new Error(`what does the job ${scrape.job_name} scrape here?`);
    scrape.static_configs = own;
  }
  yaml.alerting.alertmanagers[0]!.static_configs = statics['alertmanager']!;
  yaml.alerting.alert_relabel_configs = [
    { source_labels: ['scenario'], regex: '(.+)', target_label: 'job', replacement: 'auditlog-$1' },
  ];
  return yaml;
}

function client(url: string): RealPrometheus {
  const get = async (path: string, parameters: Readonly<Record<string, string>> = {}) => {
    const response = await fetch(`${url}${path}?${new URLSearchParams(parameters)}`);
    const { data, error } = (await response.json()) as { data?: unknown; error?: string };
    if (data === undefined)
      throw new Error(`Prometheus refuses ${path} ${JSON.stringify(parameters)}: ${error}`);
    return data;
  };
  return {
    url,
    get,
    async query(promql) {
      const { result } = (await get('/api/v1/query', { query: promql })) as {
        result: readonly { metric: Record<string, string>; value: [number, string] }[];
      };
      return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
    },
  };
}
