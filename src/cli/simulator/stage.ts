import type { Random } from '../../base/random.js';
import { type Agenda, exponential } from './agenda.js';
import { type ConjurEvent, conjurLine } from './conjur-event.js';
import { type ServerLevel, serverLine } from './server-line.js';
import type { VaultCall } from './vault-call.js';
import { vaultRequestLine, vaultResponseLine } from './vault-entry.js';

/** New lines of the three logs, without their newlines, each log in order of time. */
export interface SimulatedLines {
  readonly vaultAudit: readonly string[];
  readonly vaultServer: readonly string[];
  readonly conjurAudit: readonly string[];
}

/** Vault writes these down before it does anything, and no response. */
const unanswered = ['sys/seal', 'sys/step-down'];

/** Where the people of the simulation act: what they do becomes lines with the time at which they do it. */
export class Stage {
  /** While Vault is sealed it answers nobody, and its audit log is silent. */
  sealed = false;
  readonly random: Random;
  readonly agenda: Agenda;
  readonly #epochOf: (at: number) => number;
  #vaultAudit: string[] = [];
  #vaultServer: string[] = [];
  #conjurAudit: string[] = [];

  /** `epochOf` tells milliseconds since the epoch for a time of the agenda. */
  constructor(random: Random, agenda: Agenda, epochOf: (at: number) => number) {
    this.random = random;
    this.agenda = agenda;
    this.#epochOf = epochOf;
  }

  /** Milliseconds since the epoch. */
  get time(): number {
    return this.#epochOf(this.agenda.now);
  }

  /** The request line now, the response line when Vault is done. */
  vault(call: VaultCall): void {
    if (this.sealed) return;
    this.#vaultAudit.push(vaultRequestLine(call, this.time));
    if (unanswered.includes(call.path)) return;
    this.agenda.after(exponential(this.random, meanMilliseconds(call)), () => {
      this.#vaultAudit.push(vaultResponseLine(call, this.time));
    });
  }

  server(level: ServerLevel, text: string): void {
    this.#vaultServer.push(serverLine(level, text, this.time));
  }

  conjur(event: ConjurEvent): void {
    this.#conjurAudit.push(conjurLine(event, this.time));
  }

  take(): SimulatedLines {
    const lines = {
      vaultAudit: this.#vaultAudit,
      vaultServer: this.#vaultServer,
      conjurAudit: this.#conjurAudit,
    };
    this.#vaultAudit = [];
    this.#vaultServer = [];
    this.#conjurAudit = [];
    return lines;
  }
}

/** Logins ask a directory or another program, and credentials are made in a database. */
function meanMilliseconds({ mount, operation }: VaultCall): number {
  if (mount.class === 'auth' && mount.type !== 'token') return 60;
  if (mount.type === 'database' || mount.type === 'pki') return 90;
  return operation === 'update' ? 12 : 6;
}
