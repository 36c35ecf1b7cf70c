export interface ConjurIdentity {
  /** Full id of the role, such as `demo:host:shop/billing`. */
  readonly role: string;
  readonly address: string;
  /** How it proves who it is. */
  readonly authenticator: 'authn' | 'authn-ldap' | 'authn-k8s' | 'authn-jwt';
}

// Everybody who is known to Conjur, each with the one address that he or it comes from.

/** Programs; each has variables of its own. */
export const conjurHosts = [
  ...['orders', 'invoices', 'loyalty', 'imports'].map((name, index) =>
    host(name, `10.42.8.${30 + index}`, 'authn'),
  ),
  ...['pricing', 'returns', 'stock', 'labels'].map((name, index) =>
    host(name, `10.42.9.${30 + index}`, 'authn-k8s'),
  ),
];

function host(name: string, address: string, authenticator: 'authn' | 'authn-k8s') {
  return { role: `demo:host:shop/${name}`, address, authenticator, name };
}

export const variables = ['postgres/password', 'queue/password', 'tls/key', 'smtp/password'];

/** Renews passwords at night. */
export const rotator: ConjurIdentity = {
  role: 'demo:host:ops/rotator',
  address: '10.42.10.4',
  authenticator: 'authn-jwt',
};

export const conjurUsers = ['zoe', 'yann', 'xenia', 'will'].map((name, index) =>
  user(name, `10.20.1.${11 + index}`, 'authn-ldap'),
);

function user(name: string, address: string, authenticator: 'authn' | 'authn-ldap'): ConjurIdentity {
  return { role: `demo:user:${name}`, address, authenticator };
}

/** Those who do something wrong, each in one scenario; on other days one does not see them. */
export const conjurSuspects = {
  admin: user('admin', '10.20.1.10', 'authn'),
  victor: user('victor', '10.20.1.51', 'authn-ldap'),
  ursula: user('ursula', '10.20.1.52', 'authn-ldap'),
  oscar: user('oscar', '10.20.1.53', 'authn-ldap'),
  archive: host('archive', '10.42.8.60', 'authn'),
} as const;

/** Whom the exporter should have met before the story begins. */
export const everybodyAtConjur: readonly ConjurIdentity[] = [
  ...[...conjurHosts, rotator, ...conjurUsers, ...Object.values(conjurSuspects)],
];
