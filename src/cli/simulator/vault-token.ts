import { type Random, randomHex } from '../../base/random.js';
import type { VaultToken } from './vault-call.js';

/** A new token: the hashes are drawn, the rest is as given. */
export function newVaultToken(
  random: Random,
  rest: Omit<VaultToken, 'accessor' | 'clientToken'>,
): VaultToken {
  return { ...rest, accessor: vaultHash(random), clientToken: vaultHash(random) };
}

/** The token that can do everything: no entity, no end. */
export function newRootToken(random: Random, issued: string): VaultToken {
  return newVaultToken(random, {
    displayName: 'root',
    entityId: undefined,
    metadata: undefined,
    policies: ['root'],
    issued,
    ttl: undefined,
  });
}

/** A value as the audit log shows it: hashed with the key of the device. */
export function vaultHash(random: Random): string {
  return `hmac-sha256:${randomHex(random, 64)}`;
}
