import type { VaultCall } from '../src/cli/simulator/vault-call.js';
import { Tally } from './tally.js';

/** Groups of the truth of an audit log, and how their keys read. */
export const vaultAuditGroups = {
  /** `success`, `denied`, `failed`: responses. */
  outcome: 'outcome',
  /** `<user> <operation>`: refused responses. */
  denied: 'denied',
  /** `<operation> <mount type> <outcome>`: responses. */
  calls: 'calls',
  /** `success`, `failed`: responses of logins. */
  logins: 'logins',
  /** `count` and `sum` (seconds) of `auth.token_ttl`: lines of either type. */
  tokenTtl: 'token_ttl',
  /** By slug: calls. */
  security: 'security',
} as const;

/** Counts what the generator writes, from the call and not from the text. */
export class VaultAuditTally {
  readonly tally = new Tally();

  request(call: VaultCall): void {
    this.#ttl(call.token?.ttl);
  }

  response(call: VaultCall): void {
    const { answer, mount, operation, path, token } = call;
    const outcome = answer.denied ? 'denied' : answer.error === undefined ? 'success' : 'failed';
    const { tally } = this;
    this.#ttl(token === undefined ? answer.auth?.ttl : token.ttl);
    tally.add(vaultAuditGroups.outcome, outcome);
    tally.add(vaultAuditGroups.calls, `${operation} ${mount.type} ${outcome}`);
    if (outcome === 'denied') tally.add(vaultAuditGroups.denied, `${token?.displayName} ${operation}`);
    if (path.startsWith('auth/userpass/login/')) tally.add(vaultAuditGroups.logins, outcome);
    for (const event of securityEvents(call)) tally.add(vaultAuditGroups.security, event);
  }

  #ttl(seconds: number | undefined): void {
    if (seconds === undefined) return;
    this.tally.add(vaultAuditGroups.tokenTtl, 'count');
    this.tally.add(vaultAuditGroups.tokenTtl, 'sum', seconds);
  }
}

function securityEvents(call: VaultCall): readonly string[] {
  const events: string[] = [];
  if (call.token?.policies.includes('root')) events.push('root_token_used');
  if (call.path.startsWith('sys/policies/')) events.push('policy_changed');
  if (call.path.startsWith('sys/audit/')) {
    events.push(call.operation === 'delete' ? 'audit_device_disabled' : 'audit_device_enabled');
  }
  return events;
}
