import type { VaultIdentity } from './vault-client.js';
import { demoMounts } from './vault-mount.js';

// Everybody who is known to Vault, each with the one address that he or it comes from.

const EIGHT_HOURS = 28_800;

function person(name: string, team: string, address: string): VaultIdentity & { readonly team: string } {
  return {
    ...{ displayName: `ldap-${name}`, mount: demoMounts.ldap, loginPath: `login/${name}`, address, team },
    policies: ['default', `${team}-read`, `${team}-write`],
    metadata: { username: name },
    ttl: EIGHT_HOURS,
  };
}

/** People with work to do. */
export const staff = [
  ['alice', 'payments'],
  ['bob', 'search'],
  ['carol', 'platform'],
  ['dave', 'warehouse'],
  ['erin', 'payments'],
  ['frank', 'billing'],
  ['grace', 'platform'],
  ['heidi', 'checkout'],
  ['ivan', 'ledger'],
  ['judy', 'search'],
  ['kevin', 'warehouse'],
  ['lena', 'billing'],
].map(([name, team], index) => person(name!, team!, `10.20.0.${11 + index}`));

export const teams: readonly string[] = [...new Set(staff.map(({ team }) => team))];

export const services = ['billing', 'checkout', 'ledger', 'search', 'stock', 'mailer', 'gateway', 'accounts'];

/** Programs in a cluster, two of each. */
export const pods = services.flatMap((service, index) =>
  [7, 8].map((host) => ({
    ...{ displayName: `kubernetes-shop-${service}`, mount: demoMounts.kubernetes, loginPath: 'login' },
    ...{ address: `10.42.${index}.${host}`, policies: ['default', `svc-${service}`], ttl: 3_600, service },
    metadata: { role: service, service_account_name: service, service_account_namespace: 'shop' },
  })),
);

/** Build jobs. */
export const pipelines = ['web', 'mobile', 'infra', 'data'].map((name, index) => ({
  ...{ displayName: `jwt-ci-${name}`, mount: demoMounts.jwt, loginPath: 'login', name },
  ...{ address: `10.30.4.${20 + index}`, policies: ['default', 'ci'], ttl: 600 },
  metadata: { role: `ci-${name}`, ref: 'main' },
}));

/** Companies that fetch what is theirs. */
export const partners = ['acme', 'globex', 'initech'].map((name, index) => ({
  ...{ displayName: `userpass-${name}`, mount: demoMounts.userpass, loginPath: `login/${name}`, name },
  ...{ address: `192.0.2.${40 + index}`, policies: ['default', 'partner'], ttl: 1_800 },
  metadata: { username: name },
}));

function job(name: string, host: number): VaultIdentity {
  return {
    ...{ displayName: 'approle', mount: demoMounts.approle, loginPath: 'login' },
    ...{ address: `10.50.0.${host}`, policies: ['default', `job-${name}`], ttl: 3_600 },
    metadata: { role_name: name },
  };
}

/** Programs that run at fixed times. An AppRole has no name but this. */
export const jobs = {
  inventory: job('inventory', 5),
  reports: job('reports', 6),
  certificates: job('certificates', 7),
  billingExport: job('billing-export', 8),
} as const;

/** Those who do something wrong, each in one scenario; on other days one does not see them. */
export const suspects = {
  victor: person('victor', 'search', '10.20.0.51'),
  ursula: person('ursula', 'billing', '10.20.0.52'),
  oscar: person('oscar', 'warehouse', '10.20.0.53'),
  peggy: person('peggy', 'payments', '10.20.0.54'),
  walter: person('walter', 'platform', '10.20.0.55'),
  sybil: person('sybil', 'platform', '10.20.0.56'),
  trent: person('trent', 'platform', '10.20.0.57'),
  craig: person('craig', 'platform', '10.20.0.58'),
  olivia: person('olivia', 'platform', '10.20.0.59'),
  rupert: person('rupert', 'platform', '10.20.0.60'),
  nina: person('nina', 'platform', '10.20.0.61'),
} as const;

/** Whom the exporter should have met before the story begins. */
export const everybodyAtVault: readonly VaultIdentity[] = [
  ...[...staff, ...pods, ...pipelines, ...partners],
  ...[...Object.values(jobs), ...Object.values(suspects)],
];
