import { pick, type Random, randomUuid } from '../../../src/base/random.js';
import { newAddress, type Person, somePath } from './people.js';

/** One call, of which a request and a response entry are made. */
export interface Call {
  /** JSON of `request.id`; undefined: the entries have none. */
  readonly id: string | undefined;
  /** Undefined: a login, which has no token yet. */
  readonly user: string | undefined;
  readonly address: string;
  readonly operation: string;
  readonly path: string;
  readonly mountType: string;
  /** On the response; a refusal is on the request too. */
  readonly error: string | undefined;
}

export const refusal = '1 error occurred:\n\t* permission denied\n\n';

const operations = ['read', 'read', 'read', 'read', 'read', 'read', 'list', 'update', 'update', 'delete'];
const idsKept = 500;

/** Makes up the calls of the day, one after the other. */
export class Calls {
  readonly #random: Random;
  /** Ids of calls long gone, to be used again. */
  readonly #old: string[] = [];
  #made = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  next(person: Person): Call {
    const random = this.#random;
    const address = this.#address(person);
    const base = { id: this.#id(), user: person.name, address, mountType: 'kv', error: undefined };
    const dumped = person.dump.pop();
    if (dumped !== undefined) return { ...base, operation: 'read', path: dumped };
    if (person.refusals === 0 && random() < 0.004)
      person.refusals = 1 + Math.floor(-Math.log(1 - random()) * 4);
    if (person.refusals > 0) {
      person.refusals -= 1;
      return { ...base, operation: 'read', path: somePath(random, 900), error: refusal };
    }
    if (random() < 0.06) return this.#login(person, base);
    const path = random() < 0.9 ? pick(random, person.favourites) : somePath(random, 900);
    const error = random() < 0.01 ? 'unsupported path' : undefined;
    return { ...base, operation: pick(random, operations), path, error };
  }

  #login(person: Person, base: Omit<Call, 'operation' | 'path'>): Call {
    return {
      ...base,
      user: undefined,
      operation: 'update',
      path: `auth/userpass/login/${person.name.slice('userpass-'.length)}`,
      mountType: 'userpass',
      error: this.#random() < 0.15 ? 'invalid credentials' : undefined,
    };
  }

  #address(person: Person): string {
    if (this.#random() < 0.0015) person.addresses.push(newAddress(this.#random));
    return pick(this.#random, person.addresses);
  }

  /** Nearly always a new UUID; else a number, none, null, or one that was used before. */
  #id(): string | undefined {
    const random = this.#random;
    const draw = random();
    this.#made += 1;
    if (draw < 0.0005) return undefined;
    if (draw < 0.001) return 'null';
    if (draw < 0.002) return String(1_000_000 + this.#made);
    if (draw < 0.003 && this.#old.length === idsKept) return pick(random, this.#old);
    const id = `"${randomUuid(random)}"`;
    // Kept rarely, so that what is used again is some time ago, or just now.
    if (draw > 0.99) this.#old[Math.floor(random() * idsKept)] = id;
    else if (this.#old.length < idsKept) this.#old.push(id);
    return id;
  }
}
