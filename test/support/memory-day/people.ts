import { pick, type Random, randomInt } from '../../../src/base/random.js';

/** Who calls Vault that day, and what is going on with them. */
export interface Person {
  readonly name: string;
  /** Where the calls come from; now and then there is a new one. */
  readonly addresses: string[];
  readonly favourites: readonly string[];
  /** Calls that are going to be refused, one after the other. */
  refusals: number;
  /** Secrets that are going to be read, one after the other. */
  dump: string[];
}

const given =
  'abel bea carl dora emil fay gus hana ivo jane kurt lena moe nora omar pia rolf suna till vera'.split(' ');
const items = 'postgres redis smtp tls signing backup queue ldap'.split(' ');

export function newPerson(random: Random, index: number): Person {
  const name = `userpass-${given[index % given.length]}-${index}`;
  return {
    name,
    addresses: Array.from({ length: randomInt(random, 1, 4) }, () => newAddress(random)),
    favourites: Array.from({ length: randomInt(random, 5, 30) }, () => somePath(random, 900)),
    refusals: 0,
    dump: [],
  };
}

/** One address in five is IPv6. */
export function newAddress(random: Random): string {
  const part = () => randomInt(random, 1, 255);
  return random() < 0.2
    ? `2001:db8:${part()}::${part()}`
    : `10.${randomInt(random, 0, 4)}.${part()}.${part()}`;
}

/** The path of one of `count` teams' secrets. */
export function somePath(random: Random, count: number): string {
  return `secret/data/team-${randomInt(random, 0, count)}/${pick(random, items)}`;
}

/** `count` different paths, nobody's favourites. */
export function pathsToDump(count: number, first: number): string[] {
  return Array.from({ length: count }, (_, i) => `secret/data/vault-of-all/${first + i}`);
}
