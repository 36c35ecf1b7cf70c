import { randomUuid } from '../../base/random.js';
import type { ConjurIdentity } from './conjur-cast.js';
import type { ConjurEvent } from './conjur-event.js';
import type { Stage } from './stage.js';

type Told = Omit<ConjurEvent, 'requestId' | 'user' | 'address'> & { readonly user?: string };

/** A role of Conjur and what it does. */
export class ConjurClient {
  readonly #stage: Stage;
  readonly #role: string;
  readonly #address: string;
  readonly #authenticator: { readonly name: string; readonly service: string };

  constructor(stage: Stage, { role, address, authenticator }: ConjurIdentity) {
    this.#stage = stage;
    this.#role = role;
    this.#address = address;
    this.#authenticator = { name: authenticator, service: `demo:webservice:conjur/${authenticator}` };
  }

  /** Gets a token for its API key, its certificate, …. */
  authenticate(success: boolean): void {
    this.#authn('authenticate', success, success ? 'successfully authenticated' : 'failed to authenticate');
  }

  /** Gets its API key for a password. */
  login(success: boolean): void {
    this.#authn('login', success, success ? 'successfully logged in' : 'failed to login');
  }

  /** Tries to log in under a name that is not there. */
  tryName(name: string): void {
    const role = `demo:user:${name}`;
    this.#say({
      ...{ messageId: 'authn', operation: 'login', success: false, authenticator: this.#authenticator },
      user: 'not-found',
      subject: { role },
      text: `${role} failed to login ${this.#way()}: CONJ00007E '${name}' not found`,
    });
  }

  fetch(variable: string, success: boolean): void {
    const resource = `demo:variable:${variable}`;
    this.#say({
      ...{ messageId: 'fetch', operation: 'fetch', success },
      subject: { resource },
      text: success
        ? `${this.#role} fetched ${resource}`
        : `${this.#role} tried to fetch ${resource}: Forbidden`,
    });
  }

  update(variable: string): void {
    const resource = `demo:variable:${variable}`;
    this.#say({
      ...{ messageId: 'update', operation: 'update', success: true },
      subject: { resource },
      text: `${this.#role} updated ${resource}`,
    });
  }

  /** Asks whether it may read a variable; "no" is an answer, not a refusal. */
  check(variable: string, yes: boolean): void {
    const resource = `demo:variable:${variable}`;
    this.#say({
      ...{ messageId: 'check', operation: 'check', success: yes },
      subject: { resource, role: this.#role, privilege: 'execute' },
      text: `${this.#role} ${yes ? 'successfully checked' : 'failed to check'} if ${this.#role} can execute ${resource}`,
    });
  }

  /** A new API key for `role`; without it, for itself. */
  rotateKey(role = this.#role): void {
    const whose = role === this.#role ? 'their API key' : `the api key for ${role}`;
    this.#say({
      ...{ messageId: 'api-key', operation: 'rotate', success: true },
      subject: { role },
      text: `${this.#role} successfully rotated ${whose}`,
    });
  }

  /** Turns an authenticator such as `authn-jwt/ci` on. */
  enableAuthenticator(authenticator: string): void {
    const resource = `demo:webservice:conjur/${authenticator}`;
    this.#say({
      ...{ messageId: 'authn', operation: 'update-authenticator-configuration', success: true },
      authenticator: { name: authenticator.split('/')[0]!, service: resource },
      subject: { resource },
      text: `${this.#role} successfully updated authenticator configuration for authenticator ${authenticator} service ${resource}`,
    });
  }

  #authn(operation: string, success: boolean, did: string): void {
    const why = success ? '' : ': CONJ00002E Invalid credentials';
    this.#say({
      ...{ messageId: 'authn', operation, success, authenticator: this.#authenticator },
      subject: { role: this.#role },
      text: `${this.#role} ${did} ${this.#way()}${why}`,
    });
  }

  #way(): string {
    return `with authenticator ${this.#authenticator.name} service ${this.#authenticator.service}`;
  }

  #say(event: Told): void {
    const requestId = randomUuid(this.#stage.random);
    this.#stage.conjur({ user: this.#role, ...event, requestId, address: this.#address });
  }
}
