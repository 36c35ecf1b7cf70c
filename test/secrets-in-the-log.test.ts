import assert from 'node:assert/strict';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { randomHex, seededRandom } from '../src/base/random.js';
import { builtinNames } from '../src/memory/secrets/builtin-names.js';
import { plants } from './support/planted-secrets.js';
import { runExporter } from './support/running-exporter.js';
import { temporaryDirectory } from './support/temporary-directory.js';

const random = seededRandom(23);
const [token, key, badge] = [
  plants.vault_token[0]!(random),
  plants.private_key[0]!(random),
  'badge-4711-2207',
];
const hmac = `hmac-sha256:${randomHex(random, 64)}`;

const yaml = (metric: string): string => `state: { directory: DIR/state }
sources: { app: { files: DIR/app.log, format: json, ignore: { type: noise } } }
metrics:
  - { name: audit_events_total }
  - { name: audit_plaintext_secrets_total, type: secrets, ${metric} }
`;
const own = 'builtin: [vault_token, private_key, jwt], patterns: { badge: "badge-[0-9]{4}-[0-9]{4}" }';

const lines = [
  `{"type":"request","path":"secret/data/${token}"}`,
  `{"type":"noise","text":"${badge}"}`,
  `not JSON at all: ${key}`,
  `{"type":"response","token":"${hmac}","secret_key":"${hmac}"}`,
  `{"type":"response","text":"${token} ${token} ${badge}"}`,
].map((line) => `${line}\n`);

function counts(samples: readonly string[]): Record<string, number> {
  const counted = samples.flatMap((sample) => {
    const [, pattern, value] =
      /^audit_plaintext_secrets_total\{.*pattern="([^"]+)".*\} (\d+)/.exec(sample) ?? [];
    return pattern === undefined ? [] : [[pattern, Number(value)] as const];
  });
  return Object.fromEntries(counted);
}

test('credentials in the lines are counted by pattern, also where nothing can be decoded, and over a restart', async (t) => {
  const directory = temporaryDirectory(t);
  const log = join(directory, 'app.log');
  writeFileSync(log, lines.join(''));
  const first = await runExporter(directory, yaml(own));
  assert.deepEqual(counts(await first.samples()), { vault_token: 2, private_key: 1, jwt: 0, badge: 2 });

  const places = [0, 2, 1].map((line) => Buffer.byteLength(lines.slice(0, line).join('')));
  const told = first.said.filter((message) => message.includes('credential'));
  assert.equal(told.length, 3);
  for (const [i, pattern] of ['vault_token', 'private_key', 'badge'].entries()) {
    const fields = { source: 'app', pattern, file: log, offset: places[i], held: 0 };
    assert.ok(
      told.some((message) => message.endsWith(JSON.stringify(fields))),
      pattern,
    );
  }
  for (const secret of [token, badge, key.slice(40, 60)]) assert.ok(!first.said.join().includes(secret));

  await first.exporter.stop();
  appendFileSync(log, lines[0]!);
  const second = await runExporter(directory, yaml(own));
  assert.deepEqual(counts(await second.samples()), { vault_token: 3, private_key: 1, jwt: 0, badge: 2 });
  await second.exporter.stop();
});

test('without more than its type a secrets metric looks for all that is known', async (t) => {
  const directory = temporaryDirectory(t);
  const all = builtinNames.map((name) => plants[name][0]!(random));
  writeFileSync(join(directory, 'app.log'), all.map((secret) => `${JSON.stringify({ secret })}\n`).join(''));
  const run = await runExporter(directory, yaml('help: Credentials.'));
  const expected = Object.fromEntries(builtinNames.map((name) => [name, 1]));
  // The key of a service account holds one.
  assert.deepEqual(counts(await run.samples()), { ...expected, private_key: 2 });
  await run.exporter.stop();
});
