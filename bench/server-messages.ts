import { pick, type Random, randomHex, randomInt, randomUuid } from '../src/base/random.js';
import type { ServerLevel } from '../src/cli/simulator/server-line.js';
import { serverEvents } from './server-events.js';

export interface ServerMessage {
  readonly level: ServerLevel;
  /** From the logger's name on. */
  readonly text: string;
  /** Name of the security event, when it is one. */
  readonly event?: string;
  /** Name by which the preset knows a message that is no security event. */
  readonly known?: string;
}

const eventNames = Object.keys(serverEvents);
const leases = ['auth/approle/login', 'auth/kubernetes/login', 'database/creds/readonly', 'aws/creds/deploy'];

/** One of the security messages, all equally often. */
export function securityMessage(random: Random): ServerMessage {
  const event = pick(random, eventNames);
  return { level: 'info', event, text: `core: ${serverEvents[event]}${eventFields(random, event)}` };
}

/** What a Vault server writes all day. */
export function noiseMessage(random: Random): ServerMessage {
  const draw = random();
  if (draw < 0.7)
    return {
      level: 'info',
      known: 'lease_revoked',
      text: `expiration: revoked lease: lease_id=${lease(random)}`,
    };
  if (draw < 0.95) return pick(random, commonNoise)(random);
  return pick(random, rareNoise)(random);
}

type MakeMessage = (random: Random) => ServerMessage;

const commonNoise: readonly MakeMessage[] = [
  (random) => ({
    level: 'debug',
    text: `replication.index.perf: saved checkpoint: num_dirty=${randomInt(random, 0, 90)} took="${randomInt(random, 1, 900)}us"`,
  }),
  (random) => ({
    level: 'info',
    text: `storage.raft: starting snapshot up to: index=${randomInt(random, 1e6, 9e6)} term=${randomInt(random, 3, 40)}`,
  }),
  (random) => ({
    level: 'debug',
    text: `rollback: attempting rollback: path=${pick(random, leases)}/ request=${randomUuid(random)}`,
  }),
  (random) => ({
    level: 'info',
    text: `storage.raft: snapshot complete up to: index=${randomInt(random, 1e6, 9e6)} id=${randomHex(random, 16)}`,
  }),
];

const rareNoise: readonly MakeMessage[] = [
  (random) => ({
    level: 'warn',
    known: 'raft_contact_failed',
    text: `storage.raft: failed to contact: server-id=vault-${randomInt(random, 0, 3)} time=${random().toFixed(6)}s`,
  }),
  (random) => ({
    level: 'error',
    known: 'lease_revocation_failed',
    text: `expiration: failed to revoke lease: lease_id=${lease(random)} error="context deadline exceeded"`,
  }),
  // Lines of the same logger as the security messages, so that its name alone does not give them away.
  (random) => ({
    level: 'info',
    known: 'mounted',
    text: `core: successful mount: namespace="" path=team-${randomInt(random, 0, 99)}/ type=kv version="v0.25.0+builtin"`,
  }),
  () => ({ level: 'info', text: 'core: usage gauge collection is disabled' }),
];

function lease(random: Random): string {
  return `${pick(random, leases)}/h${randomHex(random, 36)}`;
}

function eventFields(random: Random, event: string): string {
  const nonce = randomUuid(random);
  switch (event) {
    case 'credential_backend_enabled':
      return ': path=userpass/ type=userpass version="v1.21.0+builtin.vault"';
    case 'credential_backend_disabled':
      return ': path=userpass/';
    case 'root_generation_initialized':
    case 'root_generation_finished':
      return `: nonce=${nonce}`;
    case 'rekey_initialized':
      return `: nonce=${nonce} shares=5 threshold=3 validation_required=false`;
    case 'barrier_rekeyed':
      return ': stored=1 shares=5 threshold=3';
    case 'audit_backend_enabled':
      return ': path=file/ type=file';
    case 'audit_backend_disabled':
      return ': path=file/';
    default:
      return '';
  }
}
