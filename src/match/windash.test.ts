import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meets } from '../../test/support/conditions.js';
import { parsePattern } from './pattern.js';
import { loosenDashes, spellDashes } from './windash.js';

test('a dash that starts a flag stands for all five', () => {
  for (const written of ['-', '/', '–', '—', '―']) {
    const rule = { cmd: `run ${written}all now` };
    const loose = { 'cmd|windash': rule.cmd };
    for (const dash of ['-', '/', '–', '—', '―']) {
      assert.equal(meets(loose, { cmd: `run ${dash}all now` }), true, `${written} and ${dash}`);
      assert.equal(meets(rule, { cmd: `run ${dash}all now` }), written === dash);
    }
    assert.equal(meets(loose, { cmd: 'run +all now' }), false);
  }
});

test('a dash inside a word or before none is only itself', () => {
  assert.equal(meets({ 'cmd|windash': '-param-name' }, { cmd: '/param-name' }), true);
  assert.equal(meets({ 'cmd|windash': '-param-name' }, { cmd: '/param/name' }), false);
  assert.equal(meets({ 'cmd|windash': 'a - b' }, { cmd: 'a / b' }), false);
});

test('every dash varies by itself', () => {
  const rule = { 'cmd|contains|windash': '-a -b' };
  assert.equal(meets(rule, { cmd: 'x /a –b y' }), true);
  assert.equal(meets({ 'cmd|windash|contains': '-a -b' }, { cmd: 'x /a –b y' }), true);
  const pattern = loosenDashes(parsePattern('-a -b'));
  assert.equal(new Set(spellDashes(pattern)).size, 25);
});

test('many dashes do not make many patterns', () => {
  const flags = Array.from({ length: 200 }, (_, i) => `-f${i}`).join(' ');
  assert.equal(meets({ 'cmd|windash': flags }, { cmd: flags.replaceAll('-', '/') }), true);
});

test('varies before it is encoded', () => {
  const encoded = Buffer.from('run /enc now').toString('base64');
  assert.equal(meets({ 'cmd|windash|base64offset|contains': ' -enc ' }, { cmd: encoded }), true);
  assert.equal(meets({ 'cmd|base64offset|contains': ' -enc ' }, { cmd: encoded }), false);
});
