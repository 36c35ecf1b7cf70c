import assert from 'node:assert/strict';
import { BlockList } from 'node:net';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseIpRange } from './ip-range.js';

function has(range: string, address: string): boolean {
  const parsed = parseIpRange(range);
  assert.ok('has' in parsed, range);
  return parsed.has(address);
}

test('IPv4 ranges', () => {
  assert.equal(has('10.0.0.0/8', '10.255.0.1'), true);
  assert.equal(has('10.0.0.0/8', '11.0.0.0'), false);
  assert.equal(has('192.168.1.128/25', '192.168.1.127'), false);
  assert.equal(has('0.0.0.0/0', '255.255.255.255'), true);
  assert.equal(has('10.1.2.3', '10.1.2.3'), true);
  assert.equal(has('10.1.2.3', '10.1.2.4'), false);
});

test('IPv6 ranges', () => {
  assert.equal(has('2001:db8::/32', '2001:DB8:0:ffff::1'), true);
  assert.equal(has('2001:db8::/32', '2001:db9::'), false);
  assert.equal(has('::1', '0:0:0:0:0:0:0:1'), true);
  assert.equal(has('fe80::/10', 'fe80::1%eth0'), true);
});

test('the two kinds meet only in mapped addresses', () => {
  assert.equal(has('::/0', '10.1.2.3'), false);
  assert.equal(has('0.0.0.0/0', '::1'), false);
  assert.equal(has('10.0.0.0/8', '::ffff:10.1.2.3'), true);
  assert.equal(has('::ffff:0:0/96', '::ffff:10.1.2.3'), true);
});

test('what is no address is in no range', () => {
  for (const text of [
    '',
    '10.1.2',
    '10.1.2.3:8200',
    '010.1.2.3',
    'localhost',
    ' 10.1.2.3',
    `::${'1'.repeat(99)}`,
  ]) {
    assert.equal(has('0.0.0.0/0', text), false, text);
    assert.equal(has('::/0', text), false, text);
  }
});

test('refuses what is no range', () => {
  for (const text of [
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.*',
    '::/129',
    '10.0.0.1/8',
    'fe80::1%eth0/10',
  ]) {
    assert.ok('problem' in parseIpRange(text), text);
  }
});

test('agrees with node:net', () => {
  const v4 = fc.ipV4();
  const v6 = fc.ipV6();
  fc.assert(
    fc.property(fc.oneof(v4, v6), fc.oneof(v4, v6), fc.nat(128), (network, address, prefix) => {
      const width = network.includes(':') ? 128 : 32;
      const bits = Math.min(prefix, width);
      const base = masked(network, bits);
      const list = new BlockList();
      list.addSubnet(base, bits, width === 32 ? 'ipv4' : 'ipv6');
      const kind = address.includes(':') ? 'ipv6' : 'ipv4';
      if ((kind === 'ipv6') !== (width === 128)) return;
      assert.equal(has(`${base}/${bits}`, address), list.check(address, kind));
    }),
  );
});

/** `address` with all bits behind the first `bits` cleared, found by trial: the largest that is accepted. */
function masked(address: string, bits: number): string {
  if (!address.includes(':')) {
    const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    const kept = bits === 0 ? 0 : Math.floor(number / 2 ** (32 - bits)) * 2 ** (32 - bits);
    return [24, 16, 8, 0].map((shift) => Math.floor(kept / 2 ** shift) % 256).join('.');
  }
  // The URL parser knows IPv6 too, and writes it in canonical form.
  const [head, tail = ''] = new URL(`http://[${address.replace(/%.*/, '')}]`).hostname
    .slice(1, -1)
    .split('::');
  const left = head === '' ? [] : head!.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const groups = [...left, ...new Array<string>(8 - left.length - right.length).fill('0'), ...right];
  const binary = groups.map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0')).join('');
  const kept = binary.slice(0, bits).padEnd(128, '0');
  return (kept.match(/.{16}/g) ?? []).map((group) => Number.parseInt(group, 2).toString(16)).join(':');
}
