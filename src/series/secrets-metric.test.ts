import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plants } from '../../test/support/planted-secrets.js';
import { definition, valuesOf } from '../../test/support/series.js';
import { manualClock } from '../base/clock.js';
import { LogLimit } from '../base/limited-log.js';
import { type Logger, silentLogger } from '../base/log.js';
import { seededRandom } from '../base/random.js';
import { builtinPatterns } from '../memory/secrets/builtin-patterns.js';
import { SecretFinder } from '../memory/secrets/secret-finder.js';
import { Instrument } from './instrument.js';
import { SecretsMetric } from './secrets-metric.js';

const random = seededRandom(19);
const token = plants.vault_token[0]!(random);
const keyId = plants.aws_access_key_id[0]!(random);

function metricOf(names: readonly string[]) {
  const patterns = builtinPatterns(names);
  const values = patterns.map(({ name }) => name);
  const labels = [{ name: 'pattern', from: 'choice' as const, values }];
  const found = new Instrument(definition({ name: 'audit_secrets_total', labels }));
  const said: [object, string][] = [];
  const logger: Logger = { ...silentLogger, warn: (...all) => said.push(all) };
  const clock = manualClock();
  const finder = new SecretFinder(patterns);
  const metric = new SecretsMetric(
    { patterns: values, finder, found, logger, limit: new LogLimit(clock) },
    0,
  );
  return { metric, found, said, clock };
}

/** `before` bytes of the buffer belong to nobody; the chunk stands at `offset` of its file. */
function chunkOf(text: string, offset = 0, before = '') {
  const bytes = Buffer.from(before + text);
  const start = Buffer.byteLength(before);
  const file = { id: 1, path: '/var/log/app.log' };
  return { source: 'app', file, bytes, start, end: bytes.length, offset, tooLong: 0 };
}

test('every pattern is shown from the start, and lines count by pattern', () => {
  const { metric, found } = metricOf(['vault_token', 'aws_access_key_id', 'jwt']);
  const counts = () => valuesOf(found).map(([labels, value]) => [/pattern="(\w+)"/.exec(labels)![1], value]);
  assert.deepEqual(counts(), [
    ['vault_token', 0],
    ['aws_access_key_id', 0],
    ['jwt', 0],
  ]);
  metric.takeChunk(chunkOf(`${token} ${keyId} ${token}\nnothing\n${token}\n`));
  metric.takeChunk(chunkOf(`${keyId}\n`, 1_000, `${token}\n`));
  assert.deepEqual(counts(), [
    ['vault_token', 2],
    ['aws_access_key_id', 2],
    ['jwt', 0],
  ]);
});

test('our log tells the place, never the text, of each pattern once a minute', () => {
  const { metric, said, clock } = metricOf(['vault_token', 'aws_access_key_id']);
  const text = `nothing\n${token}\n${token}\nx ${keyId}\n`;
  metric.takeChunk(chunkOf(text, 5_000, 'what stood there\n'));
  clock.advance(59_999);
  metric.takeChunk(chunkOf(`${token}\n`, 9_000));
  clock.advance(1);
  metric.takeChunk(chunkOf(`${token}\n`, 9_900));
  const common = { source: 'app', file: '/var/log/app.log' };
  const later = 5_000 + 8 + 2 * (token.length + 1);
  assert.deepEqual(
    said.map(([fields]) => fields),
    [
      { ...common, pattern: 'vault_token', offset: 5_008, held: 0 },
      { ...common, pattern: 'aws_access_key_id', offset: later, held: 0 },
      { ...common, pattern: 'vault_token', offset: 9_900, held: 2 },
    ],
  );
  const all = JSON.stringify(said);
  for (const secret of [token, keyId]) assert.ok(!all.includes(secret.slice(4, 12)));
});

test('it takes no events and remembers nothing', () => {
  const { metric } = metricOf(['jwt']);
  assert.equal(metric.takeOf(), undefined);
  assert.equal(metric.snapshot(), undefined);
  assert.equal(metric.account(), undefined);
  assert.deepEqual(metric.gauges(), []);
});
