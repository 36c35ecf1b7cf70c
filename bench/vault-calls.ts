import { pick, type Random, randomInt, randomUuid } from '../src/base/random.js';
import {
  rootNamespace,
  type VaultAnswer,
  type VaultCall,
  type VaultToken,
} from '../src/cli/simulator/vault-call.js';
import { newRootToken, vaultHash } from '../src/cli/simulator/vault-token.js';
import {
  authMount,
  systemMount,
  tokenMount,
  userToken,
  type VaultPopulation,
  type VaultTarget,
  type VaultUser,
} from './vault-population.js';

const operations = [
  ...new Array<string>(12).fill('read'),
  ...new Array<string>(3).fill('list'),
  ...new Array<string>(2).fill('create'),
  ...new Array<string>(3).fill('update'),
  'delete',
  'patch',
];
const otherNamespace = { id: 'hR4kQ', path: 'prod/' };
const refusedShare = 0.031;

/** Calls of a busy Vault, one after the other. */
export class VaultCalls {
  readonly #random: Random;
  readonly #population: VaultPopulation;
  readonly #root: VaultToken;

  constructor(random: Random, population: VaultPopulation) {
    this.#random = random;
    this.#population = population;
    this.#root = newRootToken(random, '2026-10-01T08:00:00Z');
  }

  next(): VaultCall {
    const user = pick(this.#random, this.#population.users);
    const draw = this.#random();
    if (draw < 0.0005) return this.#administration(user);
    if (draw < 0.04) return this.#login(user);
    if (draw < 0.05) return this.#tokenCreation(user);
    if (draw < 0.12) return this.#renewal(user);
    return this.#secret(user, pick(this.#random, this.#population.targets));
  }

  #secret(user: VaultUser, target: VaultTarget): VaultCall {
    const operation = pick(this.#random, operations);
    const writes = operation !== 'read' && operation !== 'list' && operation !== 'delete';
    return {
      ...this.#base(user, user.token),
      operation,
      path: target.path,
      mount: target.mount,
      namespace: this.#random() < 0.1 ? otherNamespace : rootNamespace,
      data: writes ? { data: this.#hashes(), options: {} } : undefined,
      answer: this.#random() < refusedShare ? this.#refusal() : this.#answer(operation),
    };
  }

  #answer(operation: string): VaultAnswer {
    if (operation === 'delete') return {};
    if (operation === 'list') return { data: { keys: [vaultHash(this.#random), vaultHash(this.#random)] } };
    const metadata = {
      created_time: '2026-10-12T17:31:02.440512Z',
      custom_metadata: null,
      deletion_time: '',
      destroyed: false,
      version: randomInt(this.#random, 1, 30),
    };
    return { data: operation === 'read' ? { data: this.#hashes(), metadata } : metadata };
  }

  #login(user: VaultUser): VaultCall {
    const wrong = this.#random() < 0.12;
    const { entityId, policies } = user.token;
    return {
      ...this.#base(user, undefined),
      operation: 'update',
      path: `auth/userpass/login/${user.login}`,
      mount: authMount,
      data: { password: vaultHash(this.#random) },
      answer: wrong
        ? { error: 'invalid credentials', data: { error: vaultHash(this.#random) } }
        : { auth: userToken(this.#random, user.login, entityId as string, policies) },
    };
  }

  #tokenCreation(user: VaultUser): VaultCall {
    const { entityId, policies } = user.token;
    return {
      ...this.#base(user, user.token),
      operation: 'update',
      path: 'auth/token/create',
      mount: tokenMount,
      data: { display_name: vaultHash(this.#random), ttl: vaultHash(this.#random) },
      answer:
        this.#random() < refusedShare
          ? this.#refusal()
          : { auth: userToken(this.#random, user.login, entityId as string, policies) },
    };
  }

  #renewal(user: VaultUser): VaultCall {
    const renews = this.#random() < 0.6;
    return {
      ...this.#base(user, user.token),
      operation: renews ? 'update' : 'read',
      path: renews ? 'auth/token/renew-self' : 'auth/token/lookup-self',
      mount: tokenMount,
      answer: this.#random() < refusedShare ? this.#refusal() : { data: this.#hashes() },
    };
  }

  /** Always by the root token and always granted, so that what counts as a change is beyond dispute. */
  #administration(user: VaultUser): VaultCall {
    const device = this.#random() < 0.25;
    const removes = this.#random() < 0.3;
    return {
      ...this.#base(user, this.#root),
      operation: removes ? 'delete' : 'update',
      path: device ? 'sys/audit/syslog' : `sys/policies/acl/team-${randomInt(this.#random, 0, 40)}`,
      mount: systemMount,
      data: removes ? undefined : { policy: vaultHash(this.#random) },
      answer: {},
    };
  }

  #base(user: VaultUser, token: VaultToken | undefined) {
    return {
      id: randomUuid(this.#random),
      namespace: rootNamespace,
      token,
      address: user.address,
      port: randomInt(this.#random, 30_000, 60_000),
    };
  }

  #refusal(): VaultAnswer {
    return { denied: true, data: { error: vaultHash(this.#random) } };
  }

  #hashes(): object {
    return {
      username: vaultHash(this.#random),
      password: vaultHash(this.#random),
      url: vaultHash(this.#random),
    };
  }
}
