import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { callLines } from './support/day-1-calls.js';
import { withTls } from './support/day-1-files.js';
import { DayOne } from './support/day-1-pipeline.js';
import { requireTool, runTool } from './support/debian.js';
import { until } from './support/exporter-process.js';
import { temporaryDirectory } from './support/temporary-directory.js';

/** A certificate that is its own authority, for both ends; for the address that the collector has here. */
async function makeCertificate(t: TestContext): Promise<string> {
  const directory = temporaryDirectory(t);
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'ca.pem')];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const name = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const args = ['req', '-x509', ...kind, ...name, '-keyout', key, '-out', certificate];
  const { status, stderr } = await runTool('openssl', args);
  assert.equal(status, 0, stderr);
  return directory;
}

test('Day 1: with the lines for TLS taken in', async (t) => {
  if (!requireTool(t, 'openssl', 'openssl')) return;
  const directory = await makeCertificate(t);
  const day = await DayOne.begin(t, [
    ...withTls,
    ['/etc/syslog-ng/tls/cert.pem', join(directory, 'ca.pem')],
    ['/etc/syslog-ng/tls', directory],
  ]);
  if (day === undefined) return;
  await day.device.write(callLines(0, 100));
  await until(
    async () => (await day.text('audit')) === day.device.sent,
    () => 'not everything arrived',
  );
});
