import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { readComposeFile } from './support/compose-file.js';
import { nativePath } from './support/compose-native.js';

const file = readComposeFile();
const grafana = file.service('grafana');
const here = (path: string) => nativePath(grafana, path, '');

/** The provisioning files that Grafana finds, of the kind `datasources` or `dashboards`. */
function provisioned(
  kind: string,
): { datasources?: { url: string }[]; providers?: { options: { path: string } }[] }[] {
  const folder = here(`/etc/grafana/provisioning/${kind}`);
  return readdirSync(folder).map((name) => parse(readFileSync(join(folder, name), 'utf8')));
}

test('nobody can log in to Grafana, and it fetches nothing', () => {
  const wanted = {
    GF_AUTH_ANONYMOUS_ENABLED: 'true',
    GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
    GF_AUTH_BASIC_ENABLED: 'false',
    GF_AUTH_DISABLE_LOGIN_FORM: 'true',
    GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION: 'true',
    GF_PLUGINS_PREINSTALL_DISABLED: 'true',
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
  };
  assert.deepEqual({ ...grafana.environment, ...wanted }, grafana.environment);
});

test('the data source is the Prometheus of the file', () => {
  const urls = provisioned('datasources').flatMap(({ datasources }) => datasources!.map(({ url }) => url));
  assert.ok(urls.includes('http://prometheus:9090'));
  for (const url of urls) {
    const { hostname, port } = new URL(url);
    const [published] = file.service(hostname).ports;
    assert.ok(published!.endsWith(`:${port}`), url);
  }
});

test('the dashboards are where Grafana looks for them, the first one too', () => {
  const paths = provisioned('dashboards').flatMap(({ providers }) =>
    providers!.map(({ options }) => options.path),
  );
  assert.ok(paths.length > 0);
  for (const path of paths) assert.ok(readdirSync(here(path)).some((name) => name.endsWith('.json')));
  assert.ok(existsSync(here(grafana.environment['GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH']!)));
});
