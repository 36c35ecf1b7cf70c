import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { meets } from '../../test/support/conditions.js';
import { base64Offsets, encodeText } from './encode-value.js';

const bytes = (text: string, encoding?: Parameters<typeof encodeText>[1]): string =>
  encodeText(text, encoding).toString('hex');

test('utf16 encodings as the specification spells them', () => {
  assert.equal(bytes('cmd', 'utf16le'), '63006d006400');
  assert.equal(bytes('cmd', 'utf16be'), '0063006d0064');
  assert.equal(bytes('cmd', 'utf16'), 'fffe63006d006400');
  assert.equal(bytes('é€'), 'c3a9e282ac');
});

test('the three offsets of base64offset', () => {
  // Base64 of "/bin/sh" behind 0, 1 and 2 bytes, without the characters that depend on what is around it.
  assert.deepEqual(base64Offsets(Buffer.from('/bin/sh')), ['L2Jpbi9za', '9iaW4vc2', 'vYmluL3No']);
});

test('base64offset finds the value wherever it stands in encoded bytes', () => {
  const some = fc.uint8Array({ maxLength: 7 });
  fc.assert(
    fc.property(some, fc.uint8Array({ minLength: 2, maxLength: 9 }), some, (before, value, after) => {
      const encoded = Buffer.concat([before, value, after]).toString('base64');
      const pattern = base64Offsets(value)[before.length % 3]!;
      // At least what whole characters the value fills must be in the pattern, at its place.
      assert.equal(
        encoded.indexOf(pattern, Math.ceil((before.length * 8) / 6)),
        Math.ceil((before.length * 8) / 6),
      );
      assert.ok(pattern.length >= Math.floor((value.length * 8 - 10) / 6));
    }),
  );
});

test('base64 and base64offset as modifiers', () => {
  const encoded = Buffer.from('xy /bin/sh -c id').toString('base64');
  assert.equal(meets({ 'body|base64': 'xy /bin/sh -c id' }, { body: encoded }), true);
  assert.equal(meets({ 'body|base64offset|contains': '/bin/sh' }, { body: encoded }), true);
  assert.equal(meets({ 'body|base64offset|contains': '/bin/zsh' }, { body: encoded }), false);
  assert.equal(meets({ 'body|base64offset|contains|all': ['/bin', ' -c '] }, { body: encoded }), true);
  assert.equal(meets({ 'body|base64offset|contains|all': ['/bin', ' -x '] }, { body: encoded }), false);
});

test('wide and utf16 are applied before base64', () => {
  for (const [modifier, encoding] of [
    ['wide', 'utf16le'],
    ['utf16le', 'utf16le'],
    ['utf16be', 'utf16be'],
    ['utf16', 'utf16'],
  ] as const) {
    const encoded = encodeText('IEX é', encoding).toString('base64');
    assert.equal(meets({ [`cmd|${modifier}|base64`]: 'IEX é' }, { cmd: encoded }), true, modifier);
    assert.equal(meets({ 'cmd|base64': 'IEX é' }, { cmd: encoded }), false, modifier);
  }
  const inside = encodeText('powershell IEX(x)', 'utf16le').toString('base64');
  assert.equal(meets({ 'cmd|wide|base64offset|contains': 'IEX(' }, { cmd: inside }), true);
});

test('without base64, UTF-16 is looked for as text with NULs', () => {
  assert.equal(meets({ 'cmd|wide|contains': 'cMd' }, { cmd: 'x c\0m\0d\0 y' }), true);
  assert.equal(meets({ 'cmd|utf16be': 'cmd' }, { cmd: '\0c\0m\0d' }), true);
  assert.equal(meets({ 'cmd|utf16': 'cmd' }, { cmd: '\ufeffc\0m\0d\0' }), true);
});
