import type { VaultMount } from './vault-call.js';

/** A mount at `point` (with the slash at its end); those below `auth/` are of class auth. */
export function vaultMount(type: string, point: string, serial: string): VaultMount {
  const auth = point.startsWith('auth/');
  return {
    point,
    type,
    class: auth ? 'auth' : 'secret',
    accessor: `${auth ? 'auth_' : ''}${type}_${serial}`,
    version: 'v1.21.0+builtin.vault',
  };
}

export const demoMounts = {
  kv: vaultMount('kv', 'secret/', '2c90a1d4'),
  database: vaultMount('database', 'database/', '77be0f32'),
  pki: vaultMount('pki', 'pki/', '5d41e9b0'),
  transit: vaultMount('transit', 'transit/', '10fd9c6b'),
  system: vaultMount('system', 'sys/', 'e0514a88'),
  token: vaultMount('token', 'auth/token/', '4b7d22c0'),
  ldap: vaultMount('ldap', 'auth/ldap/', '9a03f6e1'),
  kubernetes: vaultMount('kubernetes', 'auth/kubernetes/', 'c85511f7'),
  jwt: vaultMount('jwt', 'auth/jwt/', '36e8b90d'),
  approle: vaultMount('approle', 'auth/approle/', '0bd2a7c4'),
  userpass: vaultMount('userpass', 'auth/userpass/', 'f1247ac5'),
} as const;
