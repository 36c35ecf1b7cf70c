import { BlockList, isIPv4, isIPv6 } from 'node:net';

interface Network {
  readonly name: string;
  readonly ranges: readonly string[];
}

/** Compiles named networks to a look-up: the name of the first one that holds an address, or undefined. */
export function networkOf(networks: readonly Network[]): (address: string) => string | undefined {
  const lists = networks.map(({ name, ranges }) => {
    const list = new BlockList();
    for (const range of ranges) addRange(list, range);
    return { name, list };
  });
  return (text) => {
    const address = bareAddress(text);
    if (address === undefined) return undefined;
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    return lists.find(({ list }) => list.check(address, family))?.name;
  };
}

function addRange(list: BlockList, range: string): void {
  const [address = '', prefix] = range.split('/');
  const family = isIPv4(address) ? 'ipv4' : 'ipv6';
  list.addSubnet(address, prefix === undefined ? (family === 'ipv4' ? 32 : 128) : Number(prefix), family);
}

/** The address of `10.0.0.1`, `10.0.0.1:8200`, `2001:db8::1`, `[2001:db8::1]:8200`; undefined for anything else. */
function bareAddress(text: string): string | undefined {
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text);
  const address = bracketed?.[1] ?? (isIPv6(text) ? text : text.replace(/:\d{1,5}$/, ''));
  return isIPv4(address) || isIPv6(address) ? address : undefined;
}
