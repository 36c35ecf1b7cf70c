import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { generateServerLog } from './generate-server-log.js';
import { generateVaultAudit } from './generate-vault-audit.js';
import { recountVaultAudit } from './recount-vault-audit.js';
import { serverEvents } from './server-events.js';
import type { Truth } from './truth.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bench-generate-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function generated(generate: typeof generateVaultAudit, size: number, seed = 1) {
  const path = join(directory, 'log');
  const truth: Truth = generate(path, { size, seed });
  return { truth, text: readFileSync(path, 'latin1'), written: readFileSync(`${path}.truth.json`, 'utf8') };
}

test('the truth of the audit log is what JSON.parse finds in it', () => {
  const { truth, text, written } = generated(generateVaultAudit, 4 << 20);
  assert.deepEqual(truth.tally.toJSON(), recountVaultAudit(text).toJSON());
  assert.equal(truth.bytes, text.length);
  assert.equal(truth.lines, text.split('\n').length - 1);
  assert.deepEqual(JSON.parse(written), { ...truth, tally: truth.tally.toJSON() });
});

test('the audit log has the mix it promises', () => {
  const { truth } = generated(generateVaultAudit, 4 << 20);
  const outcomes = truth.tally.group('outcome');
  const pairs = [...outcomes.values()].reduce((sum, count) => sum + count, 0);
  assert.equal(pairs * 2, truth.lines);
  const denied = outcomes.get('denied')! / pairs;
  assert.ok(denied > 0.02 && denied < 0.04, `${denied} of the pairs denied`);
  const average = truth.bytes / truth.lines;
  assert.ok(average > 1500 && average < 1700, `${average} bytes a line`);
  const mountTypes = new Set([...truth.tally.group('calls').keys()].map((key) => key.split(' ')[1]));
  assert.equal(mountTypes.size, 7);
});

test('the truth of the server log is what stands in it', () => {
  const { truth, text } = generated(generateServerLog, 4 << 20);
  for (const [event, message] of Object.entries(serverEvents)) {
    assert.equal(text.split(` core: ${message}`).length - 1, truth.tally.group('events').get(event));
  }
  for (const [level, count] of truth.tally.group('levels')) {
    assert.equal(text.split(` [${level.toUpperCase()}]`).length - 1, count);
  }
  assert.equal(truth.lines, text.split('\n').length - 1);
});

test('one seed makes one file, another seed another', () => {
  const [first, second, third] = [1, 1, 2].map((seed) => generated(generateVaultAudit, 1 << 16, seed).text);
  assert.equal(first, second);
  assert.notEqual(first, third);
});
