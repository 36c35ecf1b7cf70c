import assert from 'node:assert/strict';
import { BlockList, isIP } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseRange } from './cidr-schema.js';

test('ranges and single addresses of both families', () => {
  assert.equal(parseRange('10.1.0.0/16'), '10.1.0.0/16');
  assert.equal(parseRange('10.1.2.3'), '10.1.2.3/32');
  assert.equal(parseRange('0.0.0.0/0'), '0.0.0.0/0');
  assert.equal(parseRange('fd00::/8'), 'fd00::/8');
  assert.equal(parseRange('::1'), '::1/128');
  assert.equal(parseRange('::ffff:10.0.0.1/128'), '::ffff:10.0.0.1/128');
});

for (const text of [
  '',
  '/',
  '10.0.0.0/',
  '10.0.0/8',
  '10.0.0.0/33',
  '::/129',
  'fe80::1%eth0',
  'a.example/8',
  '1.2.3.4/-1',
  '1.2.3.4/8/9',
  ' 1.2.3.4',
]) {
  test(`${JSON.stringify(text)} is not a range`, () => {
    assert.equal(parseRange(text), undefined);
  });
}

test('what is accepted, the block list of node accepts', () => {
  const address = fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('1.2.3', 'x', '::'));
  const suffix = fc.oneof(
    fc.constant(''),
    fc.integer({ min: -2, max: 140 }).map((length) => `/${length}`),
  );
  fc.assert(
    fc.property(address, suffix, (ip, length) => {
      const family = isIP(ip) === 4 ? 'ipv4' : 'ipv6';
      const bits = length === '' ? 32 : Number(length.slice(1));
      assert.equal(parseRange(ip + length) !== undefined, subnetExists(ip, bits, family));
    }),
  );
});

function subnetExists(ip: string, bits: number, family: 'ipv4' | 'ipv6'): boolean {
  try {
    new BlockList().addSubnet(ip, bits, family);
    return true;
  } catch {
    return false;
  }
}
