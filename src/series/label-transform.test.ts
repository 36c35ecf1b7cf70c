// biome-ignore-all lint/suspicious/noTemplateCurlyInString: `${1}` is how Prometheus names a group
import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { labelConfig } from '../../test/support/series.js';
import type { LabelConfig } from '../config/config.js';
import { labelTransform, MAX_LABEL_LENGTH } from './label-transform.js';

const apply = (label: Partial<LabelConfig>, text: string | undefined): string =>
  labelTransform(labelConfig(label))(text);

const replace = (regex: string, replacement: string) => ({ replace: [{ regex, replacement }] });

test('a text stays as it is, an absent or empty one becomes the default', () => {
  for (const text of ['a', ' ', 'é', 'a\n"b"', '__other__', '0', 'null']) {
    assert.equal(apply({}, text), text);
    assert.equal(apply({ default: 'd' }, text), text);
  }
  for (const text of ['', undefined]) {
    assert.equal(apply({}, text), '');
    assert.equal(apply({ default: 'd' }, text), 'd');
  }
});

const segment = fc.constantFrom('', 'a', 'b', 'secret', 'data');
const segmentsOf = fc.array(segment, { maxLength: 6 });

test('segments count from both ends and leave the end out', () => {
  const at = fc.integer({ min: -8, max: 8 });
  fc.assert(
    fc.property(segmentsOf, at, fc.option(at, { nil: undefined }), (parts, from, to) => {
      const place = (index: number) => Math.max(0, index < 0 ? parts.length + index : index);
      const [first, end] = [place(from), to === undefined ? parts.length : place(to)];
      const expected = parts.filter((_, i) => i >= first && i < end).join('/');
      assert.equal(apply({ segments: { from, to } }, parts.join('/')), expected);
    }),
  );
});

test('the mount and the last part of a path', () => {
  assert.equal(apply({ segments: { from: 0, to: 2 } }, 'secret/data/db/prod'), 'secret/data');
  assert.equal(apply({ segments: { from: -1, to: undefined } }, 'secret/data/db/prod'), 'prod');
  assert.equal(apply({ segments: { from: 0, to: -1 } }, 'secret/data/db/prod'), 'secret/data/db');
  assert.equal(apply({ segments: { from: 7, to: undefined }, default: 'short' }, 'a/b'), 'short');
});

for (const [regex, replacement, text, expected] of [
  ['(.*)-(.*)', '$2/$1', 'alice-root', 'root/alice'],
  ['(.*)-(.*)', '${2}x$1', 'alice-root', 'rootxalice'],
  // `$1x` is the group named "1x" to Go, and there is none.
  ['(.*)', '$1x', 'alice', ''],
  ['(.*)', 'a$1_b', 'alice', 'a'],
  ['(.*)', '$01', 'alice', ''],
  ['(.*)', '$9', 'alice', ''],
  ['(.*)', '$99999999999999999999', 'alice', ''],
  ['(?P<who>.*)@.*', '${who}-$who', 'alice@corp', 'alice-alice'],
  ['(.*)', '$$1 $ ${ ${} $', 'alice', '$1 $ ${ ${} $'],
  ['a(b)?', '[$1]', 'a', '[]'],
  ['alice', '$0!', 'alice', 'alice!'],
  // Anchored at both ends, and the end is the end of the text.
  ['lic', 'x', 'alice', 'alice'],
  ['ali', 'x', 'alice', 'alice'],
  ['ice', 'x', 'alice', 'alice'],
  ['alice|bob', 'x', 'alicex', 'alicex'],
  ['alice|bob', 'x', 'xbob', 'xbob'],
  ['alice', 'x', 'alice\n', 'alice\n'],
  ['a.*e', 'x', 'a\nlic\ne', 'x'],
  ['(?i)ALICE', 'x', 'alice', 'x'],
  ['.*', 'a"b\n', 'alice', 'a"b\n'],
] as const) {
  test(`replace ${regex} by ${replacement} in ${JSON.stringify(text)}`, () => {
    assert.equal(apply(replace(regex, replacement), text), expected);
  });
}

test('replacements come one after the other; what they leave empty becomes the default', () => {
  const label = {
    replace: [
      { regex: 'a(.*)', replacement: 'b$1' },
      { regex: 'b(.*)', replacement: '$1' },
    ],
    default: 'none',
  };
  assert.equal(apply(label, 'axy'), 'xy');
  assert.equal(apply(label, 'a'), 'none');
});

test('a replacement takes nothing from the text but what its groups are', () => {
  assert.equal(apply(replace('(.*)', '<$1>'), '$1 ${1} $$ $&'), '<$1 ${1} $$ $&>');
});

test('an expression that makes backtracking engines explode ends on 1 MiB', () => {
  const text = `${'a'.repeat(2 ** 20)}!`;
  assert.equal(apply(replace('(a+)+', 'x'), text).length, MAX_LABEL_LENGTH);
});

const cidr = [
  { name: 'office', ranges: ['10.1.0.0/16', '2001:db8::/32'] },
  { name: 'vpn', ranges: ['10.0.0.0/8', '192.0.2.7'] },
  // Bits behind the prefix do not matter.
  { name: 'lab', ranges: ['172.16.5.4/12', '::ffff:198.51.100.0/120', 'fe80::/10', '::1'] },
];

for (const [address, network] of [
  ['10.1.2.3', 'office'],
  ['10.2.2.3', 'vpn'],
  ['10.1.2.3:8200', 'office'],
  ['192.0.2.7', 'vpn'],
  ['192.0.2.8', 'none'],
  ['2001:db8::1', 'office'],
  ['2001:DB8:0:0:0:0:0:1', 'office'],
  ['[2001:db8::1]:8200', 'office'],
  ['[2001:db8::1]', 'office'],
  ['2001:db9::1', 'none'],
  ['::ffff:10.1.2.3', 'office'],
  // As dual-stack servers log it, in every way to write it.
  ['::ffff:a01:203', 'office'],
  ['::FFFF:0a01:0203', 'office'],
  ['0:0:0:0:0:ffff:10.1.2.3', 'office'],
  ['[::ffff:10.1.2.3]:443', 'office'],
  ['::ffff:10.2.2.3', 'vpn'],
  ['::10.1.2.3', 'none'],
  ['198.51.100.9', 'lab'],
  ['::ffff:198.51.100.9', 'lab'],
  ['172.31.255.255:1', 'lab'],
  ['172.32.0.0', 'none'],
  // The interface behind an address is of the machine that wrote the log.
  ['fe80::1%eth0', 'lab'],
  ['[fe80::1%eth0]:80', 'lab'],
  ['::1', 'lab'],
  ['[::1]:1234', 'lab'],
  ['::2', 'none'],
  ['2001:db7::1%eth0', 'none'],
  ['10.1.2.3:0', 'office'],
  ['10.1.2.3:99999', 'office'],
  ['10.1.2.3:x', 'none'],
  ['10.1.2.3:1:2', 'none'],
  ['[10.1.2.3]:80', 'office'],
  ['[2001:db8::1', 'none'],
  ['2001:db8::1]:80', 'none'],
  ['[2001:db8::1]x', 'none'],
  ['256.1.2.3', 'none'],
  ['10.1.2.3/32', 'none'],
  ['10.1.2.3, 192.0.2.7', 'none'],
  ['10.1.2', 'none'],
  ['10.1.2.3:', 'none'],
  ['10.1.2.3:123456', 'none'],
  [' 10.1.2.3', 'none'],
  ['10.01.2.3', 'none'],
  ['localhost', 'none'],
  ['[', 'none'],
  ['[]:1', 'none'],
  [':', 'none'],
  [`${':'.repeat(100_000)}1`, 'none'],
  ['', 'none'],
] as const) {
  test(`the network of ${address.slice(0, 40)}`, () => {
    assert.equal(apply({ cidr, default: 'none' }, address), network);
    assert.equal(apply({ cidr }, address), network === 'none' ? '' : network);
  });
}

test('map: what is not named becomes the default, or stays', () => {
  const map = new Map([
    ['read', 'r'],
    ['constructor', 'c'],
  ]);
  assert.equal(apply({ map }, 'read'), 'r');
  assert.equal(apply({ map }, 'constructor'), 'c');
  assert.equal(apply({ map }, 'toString'), 'toString');
  assert.equal(apply({ map, default: 'd' }, 'toString'), 'd');
  assert.equal(apply({ map, default: 'd' }, undefined), 'd');
  assert.equal(apply({ map }, undefined), '');
});

const hashed = (key: string, length: number, keyId = false) => ({
  keyFile: 'x.key',
  key: Buffer.from(key),
  length,
  keyId,
});

test('hmac is HMAC-SHA256 of the text, cut; the default stays readable', () => {
  const hmac = hashed('a key', 16);
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      const expected = createHmac('sha256', 'a key').update(text, 'utf8').digest('hex').slice(0, 16);
      assert.equal(apply({ hmac }, text), expected);
    }),
  );
  assert.equal(apply({ hmac, default: 'nobody' }, undefined), 'nobody');
  assert.equal(apply({ hmac }, ''), '');
});

test('hmac with the id of its key: what sha256sum prints of the key file, a dash, the hash', () => {
  const hash = (key: string, text: string) => createHmac('sha256', key).update(text).digest('hex');
  for (const key of ['one key', 'another']) {
    const id = createHash('sha256').update(key).digest('hex').slice(0, 8);
    const expected = `${id}-${hash(key, 'alice').slice(0, 12)}`;
    assert.equal(apply({ hmac: hashed(key, 12, true) }, 'alice'), expected);
  }
  assert.equal(apply({ hmac: hashed('one key', 64, true), default: 'nobody' }, ''), 'nobody');
});

test('hmac of a text longer than a label is of the whole text', () => {
  const texts = ['x'.repeat(5_000), `${'x'.repeat(4_999)}y`];
  const [first, second] = texts.map((text) => apply({ hmac: hashed('k', 64) }, text));
  assert.notEqual(first, second);
});

test('the steps come in their order', () => {
  const label: Partial<LabelConfig> = {
    segments: { from: -1, to: undefined },
    replace: [{ regex: 'USER-(.*)', replacement: 'Name-$1' }],
    lower: true,
    map: new Map([['name-x', 'X']]),
  };
  assert.equal(apply(label, 'a/USER-X'), 'X');
  assert.equal(apply(label, 'a/user-X'), 'user-x');
  assert.equal(
    apply({ ...label, map: undefined, hmac: hashed('k', 64) }, 'a/USER-X'),
    createHmac('sha256', 'k').update('name-x').digest('hex'),
  );
  assert.equal(apply({ lower: true }, 'ÄÖÜ İ'), 'äöü i̇');
});

test('is cut at 256 characters, never within one', () => {
  const unit = fc.constantFrom('a', '😀', 'é', '\ud800', '\udc00', '\u0301');
  fc.assert(
    fc.property(fc.array(unit, { minLength: 250, maxLength: 262 }), (units) => {
      const text = units.join('');
      const points = Array.from(text);
      const cut = apply({}, text);
      if (points.length <= 256) assert.equal(cut, text);
      else assert.equal(cut, `${points.slice(0, 255).join('')}…`);
      assert.ok(Array.from(cut).length <= 256);
    }),
  );
  assert.equal(Array.from(apply({ default: '😀'.repeat(1000) }, '')).length, 256);
});
