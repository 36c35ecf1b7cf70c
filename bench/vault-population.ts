import { pick, type Random, randomInt, randomUuid } from '../src/base/random.js';
import type { VaultMount, VaultToken } from '../src/cli/simulator/vault-call.js';
import { vaultMount } from '../src/cli/simulator/vault-mount.js';
import { newVaultToken } from '../src/cli/simulator/vault-token.js';

/** Who calls, and what there is to be called. */
export interface VaultPopulation {
  readonly users: readonly VaultUser[];
  readonly targets: readonly VaultTarget[];
}

export interface VaultUser {
  readonly login: string;
  readonly token: VaultToken;
  readonly address: string;
}

export interface VaultTarget {
  readonly mount: VaultMount;
  readonly path: string;
}

const userCount = 200;
const given =
  'ada ben cleo dan eva finn gwen hugo iris jon kaya leo mina nils olga paul rosa sam tess uwe'.split(' ');
const policyNames = 'app-read app-write db-creds ops-oncall pki-issue transit-use reporting ci-deploy'.split(
  ' ',
);
const services = 'billing checkout search mail ledger reports stock pricing auth-proxy gateway'.split(' ');
const stages = ['prod', 'staging', 'dev'];
const lifetimes = [600, 3600, 14400, 86400, 2764800];

/** 500 paths: 320 in kv, 60 each in database, pki and transit. */
const shares: readonly { readonly type: string; readonly count: number; readonly first: string }[] = [
  { type: 'kv', count: 320, first: 'data' },
  { type: 'database', count: 60, first: 'creds' },
  { type: 'pki', count: 60, first: 'issue' },
  { type: 'transit', count: 60, first: 'encrypt' },
];

/** Mounts beside those of the paths: with them there are seven types. */
export const authMount = vaultMount('userpass', 'auth/userpass/', '5c01b7e2');
export const tokenMount = vaultMount('token', 'auth/token/', '90d1a3f4');
export const systemMount = vaultMount('system', 'sys/', '3fe82b16');

export function vaultPopulation(random: Random): VaultPopulation {
  return {
    users: Array.from({ length: userCount }, (_, i) => user(random, i)),
    targets: shares.flatMap((share) =>
      Array.from({ length: share.count }, (_, i) => ({
        mount: vaultMount(share.type, pointOf(share.type), '7a41c09e'),
        path: `${pointOf(share.type)}${share.first}/${pick(random, stages)}/${pick(random, services)}/${i}`,
      })),
    ),
  };
}

/** A new token for `login`, as a login makes it. */
export function userToken(
  random: Random,
  login: string,
  entityId: string,
  policies: readonly string[],
): VaultToken {
  return newVaultToken(random, {
    displayName: `userpass-${login}`,
    entityId,
    metadata: { username: login },
    policies,
    issued: '2026-10-31T22:04:11Z',
    ttl: pick(random, lifetimes),
  });
}

function user(random: Random, index: number): VaultUser {
  const login = `${given[index % given.length]}-${String(index).padStart(3, '0')}`;
  const policies = ['default', ...new Set([pick(random, policyNames), pick(random, policyNames)])];
  return {
    login,
    token: userToken(random, login, randomUuid(random), policies),
    address: `10.${randomInt(random, 1, 5)}.${randomInt(random, 0, 20)}.${randomInt(random, 1, 255)}`,
  };
}

function pointOf(type: string): string {
  return type === 'kv' ? 'secret/' : `${type}/`;
}
