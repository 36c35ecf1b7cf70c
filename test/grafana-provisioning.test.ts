import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { packageRoot } from '../src/config/package-root.js';
import { prometheusConfig } from './support/rule-files.js';

/** The one file of a folder below grafana/provisioning/. */
function provisioned(kind: string): { apiVersion: number; [key: string]: unknown } {
  const folder = join(packageRoot(), 'grafana', 'provisioning', kind);
  const [name, ...others] = readdirSync(folder);
  assert.deepEqual(others, []);
  return parse(readFileSync(join(folder, name!), 'utf8'));
}

test('the data source is the Prometheus of the compose stack, scraped as often as it says', () => {
  const { apiVersion, datasources } = provisioned('datasources');
  const { global } = parse(readFileSync(prometheusConfig, 'utf8')) as { global: { scrape_interval: string } };
  assert.equal(apiVersion, 1);
  assert.deepEqual(datasources, [
    {
      name: 'Prometheus',
      uid: 'prometheus',
      type: 'prometheus',
      access: 'proxy',
      url: 'http://prometheus:9090',
      isDefault: true,
      editable: false,
      jsonData: { httpMethod: 'POST', timeInterval: global.scrape_interval },
    },
  ]);
});

test('the dashboards are those that the compose stack mounts, and cannot be changed or deleted', () => {
  const { apiVersion, providers } = provisioned('dashboards');
  assert.equal(apiVersion, 1);
  const [provider, ...others] = providers as Record<string, unknown>[];
  assert.deepEqual(others, []);
  assert.deepEqual(provider!['options'], { path: '/var/lib/grafana/dashboards' });
  assert.deepEqual(
    [provider!['type'], provider!['disableDeletion'], provider!['allowUiUpdates']],
    ['file', true, false],
  );
});
