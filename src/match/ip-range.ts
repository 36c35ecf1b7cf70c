import { isIPv4, isIPv6 } from 'node:net';

/** An IP address as a number of 32 or 128 bits. */
interface Address {
  readonly bits: bigint;
  readonly width: 32 | 128;
}

export interface IpRange {
  /** The range in canonical form: equal ranges have equal text. */
  readonly text: string;
  has(address: string): boolean;
}

/** Longest text of an address: IPv6 with an embedded IPv4 address and the name of an interface. */
const MAX_LENGTH = 45 + 1 + 32;

/**
 * Reads `10.0.0.0/8`, `2001:db8::/32` or a single address. Returns a message when it is none, or when bits behind
 * the prefix are set, since then it is not clear which range is meant.
 *
 * An IPv4 address mapped into IPv6 (`::ffff:10.1.2.3`), as dual-stack servers log it, is in the ranges of both
 * kinds. The interface behind `%` is not looked at.
 */
export function parseIpRange(text: string): IpRange | { readonly problem: string } {
  const [base, prefixText, ...rest] = text.split('/');
  const address = parseAddress(base!);
  if (address === undefined || base!.includes('%') || rest.length > 0) {
    return { problem: 'is not an IP range; expected one like 10.0.0.0/8 or 2001:db8::/32' };
  }
  const prefix = prefixText === undefined ? address.width : Number(prefixText);
  if (prefixText !== undefined && (!/^\d{1,3}$/.test(prefixText) || prefix > address.width)) {
    return { problem: `has no valid prefix length; expected 0 to ${address.width}` };
  }
  const shift = BigInt(address.width - prefix);
  const network = address.bits >> shift;
  if (network << shift !== address.bits) return { problem: `has bits set behind its first ${prefix}` };
  return {
    text: `${address.width}:${network.toString(16)}/${prefix}`,
    has: (other) =>
      readings(other).some((one) => one.width === address.width && one.bits >> shift === network),
  };
}

function readings(text: string): readonly Address[] {
  const address = parseAddress(text);
  if (address === undefined) return [];
  const mapped = address.width === 128 && address.bits >> 32n === 0xffffn;
  return mapped ? [address, { bits: address.bits & 0xffffffffn, width: 32 }] : [address];
}

function parseAddress(text: string): Address | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  if (isIPv4(text)) return { bits: bitsOfIPv4(text), width: 32 };
  return isIPv6(text) ? { bits: bitsOfIPv6(text), width: 128 } : undefined;
}

function bitsOfIPv4(text: string): bigint {
  return text.split('.').reduce((bits, part) => (bits << 8n) | BigInt(part), 0n);
}

function bitsOfIPv6(text: string): bigint {
  const [left, right] = text.replace(/%.*$/, '').split('::');
  const head = groupsOf(left!);
  const tail = groupsOf(right ?? '');
  const zeros = new Array<bigint>(8 - head.length - tail.length).fill(0n);
  return [...head, ...zeros, ...tail].reduce((bits, group) => (bits << 16n) | group, 0n);
}

function groupsOf(text: string): bigint[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [BigInt(`0x${group}`)];
    const bits = bitsOfIPv4(group);
    return [bits >> 16n, bits & 0xffffn];
  });
}
