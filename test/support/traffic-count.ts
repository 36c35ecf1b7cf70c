import { MostWithin } from './most-within.js';

type Kind = 'failed logins' | 'host refused' | 'user denied' | 'denied';

/** What everyday calls and messages are. */
const everyday = {
  path: /^(secret\/(data|metadata)\/|database\/creds\/|transit\/(en|de)crypt\/|pki\/(issue\/|crl\/pem$)|auth\/\w+\/login|auth\/token\/(renew|revoke)-self$)/,
  server:
    /^(expiration: revoked lease|storage\.raft: |core: automatic barrier key rotation triggered|core: installed new encryption key)/,
  conjur: ['authenticate', 'login', 'fetch', 'update', 'check', 'rotate'],
};
const secretPath = /^(secret\/data|database\/creds|pki\/issue)\//;

/** Counts what is in lines of the simulator, by itself: without the presets and the series. */
export class TrafficCount {
  readonly secrets = new MostWithin();
  /** Users at addresses, while `learning` those that are known, later those that are not. */
  readonly known = new Set<string>();
  readonly strangers = new Set<string>();
  learning = true;
  /** What is no everyday call or message. */
  readonly unusual = new Set<string>();
  /** Paths of Vault below auth/, and messages of its server. */
  readonly events = new Set<string>();
  readonly durations: number[] = [];
  longestStreak = 0;
  /** Of a token, in seconds. */
  longestLife = 0;
  readonly #counts = new Map<Kind, MostWithin>();
  readonly #streaks = new Map<string, number>();
  readonly #open = new Map<string, number>();

  of(kind: Kind): MostWithin {
    const found = this.#counts.get(kind) ?? new MostWithin();
    this.#counts.set(kind, found);
    return found;
  }

  takeVault(line: string): void {
    const { type, time, error, auth, request, response } = JSON.parse(line);
    const at = Date.parse(time);
    if (!everyday.path.test(request.path)) this.unusual.add(`${request.operation} ${request.path}`);
    if (request.path.startsWith('auth/')) this.events.add(request.path);
    if (type === 'request') {
      this.#open.set(request.id, at);
      return;
    }
    this.durations.push(at - this.#open.get(request.id)!);
    this.#open.delete(request.id);
    this.longestLife = Math.max(this.longestLife, response?.auth?.token_ttl ?? 0);
    const user = `vault ${auth.display_name ?? '-'}`;
    if (auth.display_name !== undefined) this.#met(user, request.remote_address);
    if (error === 'invalid credentials') this.of('failed logins').add(request.mount_type, at);
    else if (error !== undefined) this.#denied(user, at);
    else {
      this.#streaks.set(user, 0);
      if (secretPath.test(request.path)) this.secrets.add(user, at, request.path);
    }
  }

  takeConjur(line: string): void {
    const event = JSON.parse(line);
    const { ISODATE, MSGID, 'action@43868': action, 'auth@43868': auth, 'subject@43868': subject } = event;
    const at = Date.parse(ISODATE);
    const user = `conjur ${auth.user}`;
    const rotatedForOther = action.operation === 'rotate' && subject.role !== auth.user;
    const names = MSGID === 'authn' && ['demo:user:admin', 'not-found'].includes(auth.user);
    if (!everyday.conjur.includes(action.operation) || rotatedForOther || names)
      this.unusual.add(`${user} ${action.operation}`);
    this.#met(user, event['client@43868'].ip);
    if (MSGID === 'check') return;
    if (action.result === 'success') {
      this.#streaks.set(user, 0);
      if (action.operation === 'fetch') this.secrets.add(user, at, subject.resource);
    } else if (MSGID === 'authn') this.of('failed logins').add(auth.authenticator, at);
    else {
      this.#denied(user, at);
      if (user.includes(':host:')) this.of('host refused').add(user, at);
    }
  }

  takeServer(line: string): void {
    const text = line.replace(/^\S+ \[\w+\] +/, '').split(/: [\w-]+=/)[0]!;
    this.events.add(text);
    if (!everyday.server.test(text)) this.unusual.add(text);
  }

  #met(user: string, address: string): void {
    const pair = `${user} at ${address}`;
    if (this.learning) this.known.add(pair);
    else if (!this.known.has(pair)) this.strangers.add(pair);
  }

  #denied(user: string, at: number): void {
    this.of('user denied').add(user, at);
    this.of('denied').add(user.split(' ')[0]!, at);
    const streak = (this.#streaks.get(user) ?? 0) + 1;
    this.#streaks.set(user, streak);
    this.longestStreak = Math.max(this.longestStreak, streak);
  }
}
