import { randomUuid } from '../../base/random.js';
import type { ConjurEvent } from './conjur-event.js';
import type { Stage } from './stage.js';

const authenticator = { name: 'authn', service: 'demo:webservice:conjur/authn' };

/** A role of Conjur, such as `demo:host:shop/billing`, and what it does. */
export class ConjurClient {
  readonly #stage: Stage;
  readonly #role: string;
  readonly #address: string;

  constructor(stage: Stage, role: string, address: string) {
    this.#stage = stage;
    this.#role = role;
    this.#address = address;
  }

  authenticate(success: boolean): void {
    const way = `with authenticator ${authenticator.name} service ${authenticator.service}`;
    this.#say({
      ...{ messageId: 'authn', operation: 'authenticate', success, authenticator },
      subject: { role: this.#role },
      text: success
        ? `${this.#role} successfully authenticated ${way}`
        : `${this.#role} failed to authenticate ${way}: CONJ00002E Invalid credentials`,
    });
  }

  /** Tries to log in under a name that is not there. */
  tryName(name: string): void {
    const role = `demo:user:${name}`;
    const way = `with authenticator ${authenticator.name} service ${authenticator.service}`;
    this.#say({
      ...{ messageId: 'authn', operation: 'login', success: false, authenticator },
      user: 'not-found',
      subject: { role },
      text: `${role} failed to login ${way}: CONJ00007E '${name}' not found`,
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

  addHost(host: string, version: number): void {
    const role = `demo:host:${host}`;
    this.#say({
      ...{ messageId: 'policy', operation: 'add', success: true },
      subject: { role },
      policy: { id: 'demo:policy:root', version: String(version) },
      text: `${this.#role} added role ${role}`,
    });
  }

  #say(event: Omit<ConjurEvent, 'requestId' | 'user' | 'address'> & { user?: string }): void {
    const requestId = randomUuid(this.#stage.random);
    this.#stage.conjur({ user: this.#role, ...event, requestId, address: this.#address });
  }
}
