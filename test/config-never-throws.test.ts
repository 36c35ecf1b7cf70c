import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { type LoadedConfig, loadConfigText } from '../src/config/load-config.js';
import { renderProblems } from '../src/config/problem.js';
import { fixtures, presetDirectory } from './config-fixtures.js';

function load(text: string): LoadedConfig {
  return loadConfigText('x.yml', text, { presetDirectory });
}

/** Either a configuration, or at least one problem with a place in the text. */
function check(text: string): void {
  const { config, problems } = load(text);
  assert.equal(config === undefined, problems().length > 0, text);
  const lines = text.split('\n');
  for (const { file, line, column, message } of problems()) {
    if (file !== 'x.yml') continue;
    assert.ok(line >= 1 && line <= lines.length, `${line}: ${message}`);
    assert.ok(column >= 1 && column <= (lines[line - 1]?.length ?? 0) + 1, `${line}:${column}: ${message}`);
    assert.doesNotMatch(message, /[\n\r]/);
  }
  assert.equal(renderProblems(problems()).split('\n').length, Math.max(1, problems().length));
}

test('any text gives a configuration or problems with places', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), check), { numRuns: 300 });
});

test('any characters that mean something in YAML do', () => {
  const unit = fc.constantFrom(
    ...'a:-[]{},"\'#&*!|>%@`?~<\n\n  \t\\.1'.split(''),
    'sources: ',
    '- ',
    '&a',
    '*a',
  );
  fc.assert(fc.property(fc.string({ unit, maxLength: 60 }), check), { numRuns: 1_000 });
});

const words = [
  ...'sources files preset format metrics name help type labels field cases value cidr map hmac'.split(' '),
  ...'key_file segments replace regex replacement buckets when ignore fields web listen unit'.split(' '),
  ...['a', 'door', '__proto__', 'constructor', 'counter', 'histogram', 'json', 'x_total', '-', ''],
];

test('any data made of the words of the language does', () => {
  const data = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.constantFrom<unknown>(...words, 0, 1, -1, 1.5, true, null),
      fc.array(tie('node'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...words), tie('node'), { maxKeys: 5 }),
    ),
  }));
  const root = fc.record({
    sources: data.node,
    metrics: fc.oneof(data.node, fc.array(data.node)),
    web: data.node,
  });
  fc.assert(
    fc.property(root, (value) => check(stringify(value))),
    { numRuns: 500 },
  );
});

test('a good file with one character lost, doubled or changed does', () => {
  const text = readFileSync(join(fixtures, 'good/everything.yml'), 'utf8');
  const change = fc.constantFrom('', 'x', ' ', '\n', '"', '}', ':', '\t', '0');
  fc.assert(
    fc.property(fc.nat(text.length - 1), change, fc.boolean(), (at, put, keep) => {
      check(text.slice(0, at) + put + text.slice(keep ? at : at + 1));
    }),
    { numRuns: 300 },
  );
});
