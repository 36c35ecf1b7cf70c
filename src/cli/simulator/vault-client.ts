import { randomInt, randomUuid } from '../../base/random.js';
import type { Stage } from './stage.js';
import { rootNamespace, type VaultAnswer, type VaultMount, type VaultToken } from './vault-call.js';
import { rfc3339 } from './vault-entry.js';
import { demoMounts } from './vault-mount.js';
import { newVaultToken, vaultHash } from './vault-token.js';

export interface VaultIdentity {
  /** As Vault calls the holder of the token: `ldap-alice`. */
  readonly displayName: string;
  readonly mount: VaultMount;
  /** Below the mount: `login/alice`. */
  readonly loginPath: string;
  readonly address: string;
  readonly policies: readonly string[];
  readonly metadata: Readonly<Record<string, string>>;
  /** Lifetime of the tokens, in seconds. */
  readonly ttl: number;
}

/** Somebody who talks to Vault. Acts without a token until the first login. */
export class VaultClient {
  readonly #stage: Stage;
  readonly #identity: VaultIdentity;
  readonly #entityId: string;
  #token: VaultToken | undefined;

  constructor(stage: Stage, identity: VaultIdentity) {
    this.#stage = stage;
    this.#identity = identity;
    this.#entityId = randomUuid(stage.random);
  }

  login(): void {
    const { mount, loginPath } = this.#identity;
    const auth = this.#newToken();
    this.#token = undefined;
    this.call('update', `${mount.point}${loginPath}`, mount, { auth }, this.#credentials());
    this.#token = auth;
  }

  /** Has a token from a login before the story begins. */
  resume(): void {
    this.#token = this.#newToken();
  }

  /** A token of its own for somebody else, which lives for `ttl` seconds. */
  createToken(path: string, ttl: number): void {
    const auth = { ...this.#newToken(), ttl };
    this.call('update', path, demoMounts.token, { auth }, { display_name: this.#hash() });
  }

  /** A login with a wrong password, under this name or another one. */
  failLogin(loginPath = this.#identity.loginPath): void {
    const { mount } = this.#identity;
    const token = this.#token;
    this.#token = undefined;
    const answer = { error: 'invalid credentials', data: { error: this.#hash() } };
    this.call('update', `${mount.point}${loginPath}`, mount, answer, this.#credentials());
    this.#token = token;
  }

  readSecret(path: string): void {
    const data = { username: this.#hash(), password: this.#hash() };
    const metadata = { custom_metadata: null, deletion_time: '', destroyed: false, version: 4 };
    this.call('read', `secret/data/${path}`, demoMounts.kv, { data: { data, metadata } });
  }

  writeSecret(path: string): void {
    const answer = { data: { custom_metadata: null, deletion_time: '', destroyed: false, version: 5 } };
    this.call('update', `secret/data/${path}`, demoMounts.kv, answer, { data: { password: this.#hash() } });
  }

  listSecrets(path: string): void {
    const keys = [this.#hash(), this.#hash(), this.#hash()];
    this.call('list', `secret/metadata/${path}/`, demoMounts.kv, { data: { keys } });
  }

  /** A read that the policies refuse. */
  readRefused(path: string): void {
    this.refused('read', `secret/data/${path}`, demoMounts.kv);
  }

  refused(operation: string, path: string, mount: VaultMount): void {
    this.call(operation, path, mount, { denied: true, data: { error: this.#hash() } });
  }

  renew(): void {
    this.call('update', 'auth/token/renew-self', demoMounts.token, {});
  }

  revoke(): void {
    this.call('update', 'auth/token/revoke-self', demoMounts.token, {});
  }

  call(operation: string, path: string, mount: VaultMount, answer: VaultAnswer, data?: object): void {
    this.#stage.vault({
      id: randomUuid(this.#stage.random),
      ...{ operation, path, mount, answer, data },
      namespace: rootNamespace,
      token: this.#token,
      address: this.#identity.address,
      port: randomInt(this.#stage.random, 30_000, 60_000),
    });
  }

  /** From now on with a token that was come by in another way. */
  use(token: VaultToken | undefined): void {
    this.#token = token;
  }

  #newToken(): VaultToken {
    const { random, time } = this.#stage;
    const { displayName, policies, metadata, ttl } = this.#identity;
    return newVaultToken(random, {
      ...{ displayName, policies, metadata, ttl },
      entityId: this.#entityId,
      issued: rfc3339(time),
    });
  }

  #credentials(): object {
    return this.#identity.mount.type === 'kubernetes' || this.#identity.mount.type === 'jwt'
      ? { jwt: this.#hash(), role: this.#hash() }
      : { password: this.#hash() };
  }

  #hash(): string {
    return vaultHash(this.#stage.random);
  }
}
