import { isIP } from 'node:net';
import { quote } from '../document/describe-node.js';
import { Fault } from '../schema/fault.js';
import { oneOrMore } from '../schema/list.js';
import { map } from '../schema/map.js';
import type { Schema } from '../schema/schema.js';
import { parsedText } from '../schema/text.js';

/** Range of addresses in CIDR notation, IPv4 or IPv6; a single address gets its full prefix length. */
const range: Schema<string> = parsedText({
  expected: 'a network such as 10.1.0.0/16 or fd00::/8',
  parse: (text) => parseRange(text) ?? new Fault(notARange(text)),
});

/** Names of networks with their ranges. */
export const cidr = map(oneOrMore(range, 'a network or a list of networks'), 'a map of names to networks');

/** `10.1.0.0/16` as it is, `10.1.2.3` as `10.1.2.3/32`. Undefined when it is neither. */
export function parseRange(text: string): string | undefined {
  const [address = '', prefix, ...more] = text.split('/');
  // A zone (fe80::1%eth0) is local to one machine and says nothing about an address in a log.
  const family = address.includes('%') ? 0 : isIP(address);
  if (family === 0 || more.length > 0) return undefined;
  const longest = family === 4 ? 32 : 128;
  if (prefix === undefined) return `${address}/${longest}`;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= longest ? text : undefined;
}

function notARange(text: string): string {
  return `${quote(text)} is not a network; write an address and a prefix length, as in 10.1.0.0/16 or fd00::/8`;
}
